namespace MedLedger.Ledger.Sequencing;

/// <summary>Named moments at which the process may die; tests make it die at each of them.</summary>
internal interface IFaultPoint
{
    void Reach(string step);
}

internal sealed class NoFaults : IFaultPoint
{
    public static NoFaults Instance { get; } = new();

    public void Reach(string step)
    {
    }
}
