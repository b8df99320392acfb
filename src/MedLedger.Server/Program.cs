Console.Error.WriteLine("medledger: no command yet");
return 2;
