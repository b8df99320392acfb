using MedLedger.Access.Gate;
using MedLedger.Access.Grants;
using MedLedger.Domain.Identity;

namespace MedLedger.Access.BreakGlass;

/// <summary>Glass that one reader broke for one patient, and how long it stays open; the log entry of its opening holds the reason.</summary>
public sealed record BreakGlassWindow(PatientId Patient, GranteeRef Reader, DateTimeOffset From, DateTimeOffset Until, AccessReceipt Opening);

/// <summary>Where broken glass is remembered.</summary>
public interface IBreakGlassWindows
{
    /// <summary>Durable when the task ends.</summary>
    Task AddAsync(BreakGlassWindow window, CancellationToken cancellationToken);

    /// <summary>The window of this reader for this patient that is open at the time and stays so longest, or null.</summary>
    Task<BreakGlassWindow?> FindOpenAsync(PatientId patient, GranteeRef reader, DateTimeOffset at, CancellationToken cancellationToken);
}
