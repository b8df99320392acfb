namespace MedLedger.Server.Commands;

/// <summary>What a command's exit code means; fixed for scripts (docs/commands.md).</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>Done, but some inputs were refused or could not be read; the report names them.</summary>
    public const int SomeRefused = 3;
}
