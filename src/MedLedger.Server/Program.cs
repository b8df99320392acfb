using MedLedger.Server.Commands;

return await CommandTree.RunAsync(args);
