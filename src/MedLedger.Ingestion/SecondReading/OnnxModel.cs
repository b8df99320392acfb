namespace MedLedger.Ingestion.SecondReading;

/// <summary>A loaded model of one input and one output.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly OnnxRuntime _runtime;
    private readonly nint _memory;
    private readonly nint _input;
    private readonly nint _output;
    private nint _session;

    private OnnxModel(OnnxRuntime runtime, nint session)
    {
        _runtime = runtime;
        _session = session;
        _memory = runtime.CpuMemory();
        (_input, _output) = (runtime.InputName(session), runtime.OutputName(session));
    }

    // The library wants one environment per process and keeps it until the end.
    private static nint Environment { get; set; }

    public static OnnxModel Open(OnnxRuntime runtime, string path)
    {
        if (Environment == 0) Environment = runtime.CreateEnvironment();
        return new(runtime, runtime.CreateSession(Environment, path));
    }

    public T Run<T>(float[] input, long[] shape, TakeOutput<T> take) => _runtime.Run(_session, _memory, _input, _output, input, shape, take);

    public void Dispose()
    {
        if (_session != 0) _runtime.ReleaseSession(_session);
        _session = 0;
    }
}
