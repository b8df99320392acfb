using System.Runtime.InteropServices;

namespace MedLedger.Ingestion.SecondReading;

/// <summary>
/// The functions of libonnxruntime.so.1 that are used. Its C API is one table of pointers that only ever grows
/// (onnxruntime_c_api.h, "OrtApi"), so an index stays what it is.
/// </summary>
internal sealed unsafe class OnnxRuntime
{
    // The oldest version that has all of the functions below; every later library serves it.
    private const uint ApiVersion = 17;
    private const int WarningsOnly = 3;
    private readonly nint* _table;

    private OnnxRuntime(nint* table) => _table = table;

    /// <summary>The library's functions; null when it cannot be loaded or is too old.</summary>
    public static OnnxRuntime? Load(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library) || !NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var export)) return null;
        var apiBase = ((delegate* unmanaged<nint*>)export)();
        var table = ((delegate* unmanaged<uint, nint*>)apiBase[0])(ApiVersion);
        return table == null ? null : new(table);
    }

    public nint CreateEnvironment()
    {
        nint environment;
        fixed (byte* name = "reader\0"u8) Check(((delegate* unmanaged<int, byte*, nint*, nint>)_table[3])(WarningsOnly, name, &environment));
        return environment;
    }

    /// <summary>A session of one thread: workers are processes, and more threads read the same page no faster.</summary>
    public nint CreateSession(nint environment, string path)
    {
        nint options, session;
        Check(((delegate* unmanaged<nint*, nint>)_table[10])(&options));
        try
        {
            Check(((delegate* unmanaged<nint, int, nint>)_table[24])(options, 1));
            Check(((delegate* unmanaged<nint, int, nint>)_table[25])(options, 1));
            // Crops differ in width: patterns would be kept for each.
            Check(((delegate* unmanaged<nint, nint>)_table[17])(options));
            var name = Marshal.StringToCoTaskMemUTF8(path);
            var status = ((delegate* unmanaged<nint, nint, nint, nint*, nint>)_table[7])(environment, name, options, &session);
            Marshal.FreeCoTaskMem(name);
            Check(status);
            return session;
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)_table[100])(options);
        }
    }

    /// <summary>The name of a session's first input or output, kept for the life of the process.</summary>
    public nint InputName(nint session) => Name(36, session);

    public nint OutputName(nint session) => Name(37, session);

    public nint CpuMemory()
    {
        nint memory;
        Check(((delegate* unmanaged<int, int, nint*, nint>)_table[69])(0, 0, &memory));
        return memory;
    }

    /// <summary>Runs a model of one input and one output; <paramref name="take"/> sees the output while it lives.</summary>
    public T Run<T>(nint session, nint memory, nint inputName, nint outputName, float[] input, long[] shape, TakeOutput<T> take)
    {
        nint given, made = 0;
        fixed (float* data = input)
        fixed (long* sides = shape)
        {
            const int Float = 1;
            Check(((delegate* unmanaged<nint, float*, nuint, long*, nuint, int, nint*, nint>)_table[49])(memory, data, (nuint)(input.Length * sizeof(float)), sides, (nuint)shape.Length, Float, &given));
            try
            {
                Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)_table[9])(session, 0, &inputName, &given, 1, &outputName, 1, &made));
                var result = Shape(made);
                float* values;
                Check(((delegate* unmanaged<nint, float**, nint>)_table[51])(made, &values));
                long count = 1;
                foreach (var side in result) count *= side;
                return take(new(values, checked((int)count)), result);
            }
            finally
            {
                if (made != 0) ((delegate* unmanaged<nint, void>)_table[96])(made);
                ((delegate* unmanaged<nint, void>)_table[96])(given);
            }
        }
    }

    public void ReleaseSession(nint session) => ((delegate* unmanaged<nint, void>)_table[95])(session);

    private long[] Shape(nint value)
    {
        nint info;
        nuint count;
        Check(((delegate* unmanaged<nint, nint*, nint>)_table[65])(value, &info));
        try
        {
            Check(((delegate* unmanaged<nint, nuint*, nint>)_table[61])(info, &count));
            var sides = new long[(int)count];
            fixed (long* first = sides) Check(((delegate* unmanaged<nint, long*, nuint, nint>)_table[62])(info, first, count));
            return sides;
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)_table[99])(info);
        }
    }

    private nint Name(int function, nint session)
    {
        nint allocator, name;
        Check(((delegate* unmanaged<nint*, nint>)_table[78])(&allocator));
        Check(((delegate* unmanaged<nint, nuint, nint, nint*, nint>)_table[function])(session, 0, allocator, &name));
        return name;
    }

    private void Check(nint status)
    {
        if (status == 0) return;
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)_table[2])(status));
        ((delegate* unmanaged<nint, void>)_table[93])(status);
        throw new InvalidOperationException($"ONNX Runtime: {message}");
    }
}

/// <summary>Takes from a model's output what is wanted; the values are gone afterwards.</summary>
internal delegate T TakeOutput<T>(ReadOnlySpan<float> values, long[] shape);
