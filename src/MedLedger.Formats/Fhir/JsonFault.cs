namespace MedLedger.Formats.Fhir;

/// <summary>Why bytes are no JSON that is taken.</summary>
public enum JsonFault
{
    None,

    /// <summary>Not well-formed, or not UTF-8.</summary>
    Broken,

    /// <summary>Well-formed as far as it goes, and then it ends.</summary>
    BreaksOff,

    /// <summary>Two properties of one object have the same name.</summary>
    NameTwice,

    /// <summary>Nested too deep, or an object with too many properties, or a Bundle with too many entries.</summary>
    OverLimit,
}
