using System.Reflection;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary;
using MedLedger.Clinical.Summary.Ips;
using MedLedger.Clinical.Tests.Summary;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Reconciliation;

/// <summary>Every optional part may be absent: each is taken out of the rich documents, one at a time.</summary>
public sealed class RemovalTests
{
    [Fact]
    public void Every_optional_part_may_be_absent()
    {
        var documents = RichRecord.Documents();
        var tried = 0;
        for (var d = 0; d < documents.Length; d++)
        {
            foreach (var without in Without(documents[d])) { Run(Replaced(documents, d, without)); tried++; }
            foreach (var without in Without(documents[d].Patient)) { Run(Replaced(documents, d, documents[d] with { Patient = without })); tried++; }
            for (var f = 0; f < documents[d].Findings.Count; f++)
            {
                foreach (var without in Without(documents[d].Findings[f]))
                {
                    Finding[] findings = [.. documents[d].Findings];
                    findings[f] = without;
                    Run(Replaced(documents, d, documents[d] with { Findings = findings }));
                    tried++;
                }
            }
        }

        Assert.True(tried > 50, $"{tried}");
    }

    private static void Run(UnderstoodDocument[] documents)
    {
        var record = Reconciler.Reconcile(documents, Build.Today);
        var page = OnePage.From(record);
        Assert.NotEmpty(HtmlPage.Render(page));
        Assert.NotEmpty(TextPage.Render(page, 100));
        Assert.NotEmpty(IpsBundle.Write(record, IpsContext.For(record, "0.1.0")));
    }

    private static UnderstoodDocument[] Replaced(UnderstoodDocument[] documents, int at, UnderstoodDocument with) => [.. documents[..at], with, .. documents[(at + 1)..]];

    private static IEnumerable<T> Without<T>(T whole) where T : class
    {
        var nullability = new NullabilityInfoContext();
        foreach (var property in whole.GetType().GetProperties().Where(property => property.CanWrite && property.GetValue(whole) is not null))
        {
            if (nullability.Create(property).WriteState != NullabilityState.Nullable) continue;
            var copy = (T)whole.GetType().GetMethod("<Clone>$")!.Invoke(whole, null)!;
            property.SetValue(copy, null);
            yield return copy;
        }
    }
}
