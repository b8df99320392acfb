namespace MedLedger.Ledger.Sequencing;

/// <summary>The log cannot go on in this process: what is on disk is no longer certain. Nothing is retried; a restart recovers or says why not.</summary>
public sealed class LogFatalException : Exception
{
    public LogFatalException(string message)
        : base(message)
    {
    }

    public LogFatalException(string message, Exception cause)
        : base(message, cause)
    {
    }
}

/// <summary>A file of the log is missing or is not what its name says.</summary>
public sealed class LogDamagedException : Exception
{
    public LogDamagedException(string file, string what)
        : base($"{file} {what}.")
    {
        File = file;
        What = what;
    }

    /// <summary>Path below the log's folder.</summary>
    public string File { get; }

    public string What { get; }
}
