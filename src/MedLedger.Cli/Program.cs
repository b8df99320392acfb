using MedLedger.Cli.Commands;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

return await VerifierCommands.RunAsync(args, Console.Out, Console.Error, anchors: null, stop.Token);
