using MedLedger.Clinical.Lexicon;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Reconciliation.Rules;

/// <summary>"Pacemaker" and "dual chamber pacemaker", "influenza vaccine" and "influenza vaccine, high dose" of one day: the shorter name joins the one longer name that contains it.</summary>
internal static class SameEventRule
{
    public const string Name = "same-event";

    public static void Apply(RecordBuilder record)
    {
        Merge(record.Devices, line => line.Since, ConceptKeys.DeviceWords, datesMustMeet: false, (broad, narrow) => BroaderNames.Covers(broad, narrow, EntryKind.Device));
        Merge(record.Procedures, line => line.Performed, ConceptKeys.ProblemWords, datesMustMeet: false);
        Merge(record.Immunizations, line => line.Given, VaccineWords, datesMustMeet: true);
        JoinBroader(record.Immunizations);
    }

    // "MMR 05/2022" beside "MMRV 2022-05-11", and "flu and pneumococcal up to date" beside "PPV23 given 21/10/2019": without a day the plain name says nothing that the newest of its kind does not.
    private static void JoinBroader(List<ImmunizationLine> lines)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            var into = lines.Where(line => line != lines[i] && line.Given is not null && (lines[i].Given is null || Meet(line.Given, lines[i].Given, must: true)) && line.Certainty >= lines[i].Certainty && (BroaderNames.Covers(lines[i].Concept, line.Concept, EntryKind.Vaccine) || (lines[i].Given is null && Contains(VaccineWords(line.Concept), VaccineWords(lines[i].Concept))))).MaxBy(line => line.Given!.Value.Earliest);
            if (into is null) continue;
            lines[lines.IndexOf(into)] = Joined(into, lines[i]);
            lines.RemoveAt(i);
        }
    }

    // "Influenza, quadrivalent" and "influenza vaccine": that it is a vaccine is said of each.
    private static HashSet<string> VaccineWords(CodedText concept) =>
        [.. ConceptKeys.ProblemWords(concept).Where(word => word is not ("vaccine" or "vaccination" or "immunization" or "immunisation" or "dose" or "booster"))];

    private static T Joined<T>(T into, T broad) where T : RecordLine => (T)(into with
    {
        Sources = Statements.Once([.. into.Sources, .. broad.Sources]),
        Trace = [.. into.Trace, new(Name, $"also stated as \"{broad.Concept.Text}\"", [.. broad.Sources.Select(source => source.Document).Distinct().Order()])],
    });

    private static void Merge<T>(List<T> lines, Func<T, PartialDate?> date, Func<CodedText, IReadOnlySet<string>> words, bool datesMustMeet, Func<CodedText, CodedText, bool>? covers = null) where T : RecordLine
    {
        var said = lines.ConvertAll(line => words(line.Concept));
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            var fitting = Enumerable.Range(0, lines.Count).Where(j => j != i && ((Meet(date(lines[i]), date(lines[j]), datesMustMeet) && Contains(said[j], said[i])) || covers?.Invoke(lines[i].Concept, lines[j].Concept) == true)).ToList();
            if (fitting.Count != 1) continue;
            // Two lines with the same words are one when only filling words differ, or else grouping would have joined them.
            var into = lines[fitting[0]];
            // An unsure longer name does not swallow what is sure.
            if (into.Certainty == ReadingCertainty.Unsure && lines[i].Certainty == ReadingCertainty.Sure) continue;
            // The date of the longer name stands; one that only the shorter name knows keeps both lines.
            if (date(into) is null && date(lines[i]) is not null) continue;
            lines[fitting[0]] = Joined(into, lines[i]);
            lines.RemoveAt(i);
            said.RemoveAt(i);
        }
    }

    private static bool Contains(IReadOnlySet<string> many, IReadOnlySet<string> few) =>
        few.Count > 0 && few.IsSubsetOf(many);

    private static bool Meet(PartialDate? a, PartialDate? b, bool must) =>
        a is null || b is null ? !must : a.Value.Earliest <= b.Value.Latest && b.Value.Earliest <= a.Value.Latest;
}
