Console.Error.WriteLine("medledger-verify: no command yet");
return 2;
