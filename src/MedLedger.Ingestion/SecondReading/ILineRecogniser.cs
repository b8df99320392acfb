namespace MedLedger.Ingestion.SecondReading;

/// <summary>Reads the picture of one line, or of a part of one, character by character. A third engine is slotted in here.</summary>
internal interface ILineRecogniser : IDisposable
{
    /// <summary>What stands in the crop, left to right.</summary>
    LineReading Recognise(LineCrop crop);
}

/// <summary>What a recogniser saw in a crop.</summary>
internal sealed record LineReading(IReadOnlyList<ReadCharacter> Characters);

/// <summary>One character, how sure it is, and where its middle lies in the crop's width (0 to 1).</summary>
internal readonly record struct ReadCharacter(char Value, double Probability, double Place);
