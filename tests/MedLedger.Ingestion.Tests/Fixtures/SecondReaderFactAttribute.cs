using MedLedger.Ingestion.SecondReading;

namespace MedLedger.Ingestion.Tests.Fixtures;

/// <summary>A fact that needs the second reader's library and models; skipped where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SecondReaderFactAttribute : FactAttribute
{
    public SecondReaderFactAttribute()
    {
        if (!SecondReaderFiles.AreInstalled) Skip = "the second reader is not installed (make setup)";
    }
}
