using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.History;

/// <summary>"CRT-D implanted 14/02/2022, replaces the one of 2014 (explanted)": the former device ended, the kind did not.</summary>
internal static class ReplacedDevices
{
    public static void Settle(List<TextFinding> findings)
    {
        var worn = findings.Select(found => found.Finding).OfType<DeviceFinding>().Where(device => device is { Active: true, Since: not null, Assertion: { Negated: false, Likelihood: Likelihood.Confirmed } }).ToLookup(device => device.Concept.Text, StringComparer.Ordinal);
        findings.RemoveAll(found => found.Finding is DeviceFinding { Active: false, Assertion.Negated: false } former && worn[former.Concept.Text].Any(now => former.Since is null || now.Since > former.Since));
    }
}
