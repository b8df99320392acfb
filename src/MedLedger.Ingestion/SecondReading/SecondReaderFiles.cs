namespace MedLedger.Ingestion.SecondReading;

/// <summary>Whether the second reader is installed beside this program; without it pages are read once and more numbers are unsure.</summary>
public static class SecondReaderFiles
{
    public static bool AreInstalled => ReaderModels.Find() is not null;
}
