namespace MedLedger.Domain.Findings;

/// <summary>Whether the dates of a document stand day first or month first ("03/07/2025" is March or July), and how that is known.</summary>
public enum DayOrder
{
    /// <summary>No date of the document can be read both ways, and none proves an order.</summary>
    NotAsked,

    /// <summary>A date of the document proves that days come first.</summary>
    DayFirst,

    /// <summary>A date of the document proves that months come first.</summary>
    MonthFirst,

    /// <summary>Taken to be day first; nothing in the document proves it.</summary>
    AssumedDayFirst,

    /// <summary>Taken to be month first; nothing in the document proves it.</summary>
    AssumedMonthFirst,
}
