using System.Globalization;
using MedLedger.Clinical.Directions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.Medications;

/// <summary>A number without a unit behind a drug's name ("Eliquis 5 BID", "Dolo 650 SOS"): its strength, where the drug is made with this number in one unit only.</summary>
internal static class BareStrength
{
    // Up to four may be pieces; of these drugs more are counted too.
    private const decimal MostPieces = 4;
    private const decimal MostCounted = 12;

    private static readonly HashSet<string> Counted = new(StringComparer.Ordinal) { "methotrexate", "prednisolone", "prednisone", "dexamethasone", "mercaptopurine", "sevelamer", "pancrelipase" };

    private static readonly HashSet<string> Measured = new(StringComparer.Ordinal) { "lithium", "digoxin", "phenytoin", "theophylline", "vancomycin", "gentamicin", "tacrolimus", "cyclosporine", "sirolimus", "carbamazepine", "valproate", "valproic acid", "iron", "calcium", "potassium", "magnesium", "sodium", "zinc", "folic acid", "cholecalciferol", "vitamin D", "cyanocobalamin", "testosterone", "estradiol", "progesterone", "glucose", "dextrose", "oxygen", "insulin" };

    // Tablets under the tongue are no strengths for swallowing.
    private static readonly decimal[] NitroglycerinUnderTheTongue = [0.3m, 0.4m, 0.6m];

    public static Direction Applied(Note note, FoundName name, LexiconEntry entry, Direction direction, bool listed)
    {
        var at = note.Tokens[name.End - 1].Kind == TokenKind.Number ? name.End - 1 : name.End;
        // "Mixtard 30/70": of a mixture of insulins the numbers tell the parts.
        if (at >= note.Tokens.Count || note.Tokens[at] is not { Kind: TokenKind.Number, Folded: var number } || note.Tokens[at].Line != note.Tokens[name.First].Line || entry.Name.StartsWith("insulin", StringComparison.Ordinal)) return direction;
        if (at + 1 < note.Tokens.Count && note.Tokens[at + 1].Folded is "mg" or "mcg" or "ug" or "g" or "ml" or "unit" or "iu" && note.Tokens[at + 1].Line == note.Tokens[at].Line) return direction;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return direction;
        var unit = Unit(entry.Name, value, direction.Dosing);
        if (direction.Dosing is not { } dosing)
        {
            // "ASA 81", and nothing behind it.
            return unit is not null && (listed ? value > MostPieces && Ends(note, at + 1) : IsToldAlone(note, name, entry, at, value)) ? new(new Dosing { Text = number, Dose = Amount(value, unit) }, at, at + 1, null, null) : direction;
        }

        if (dosing.Strength is not null) return direction;
        var within = dosing.Text.StartsWith(number, StringComparison.Ordinal);
        if (dosing.Dose is null && unit is not null && IsAlone(note, at) && (value > MostPieces || value != decimal.Truncate(value)) && !(value <= MostCounted && Counted.Contains(entry.Name)) && Single(dosing) && direction.Doubt is null)
            return direction with { First = at, Dosing = dosing with { Text = within ? dosing.Text : $"{number} {dosing.Text}", Dose = Amount(value, unit), Strength = within ? null : $"{number} {unit}" } };
        if (within || dosing.Dose is { Unit: "mg" or "mcg" or "g" or "unit" }) return direction;
        return direction with { First = at, Dosing = dosing with { Text = $"{number} {dosing.Text}", Strength = unit is null ? null : $"{number} {unit}" } };
    }

    private static string? Unit(string drug, decimal value, Dosing? dosing) =>
        drug == "nitroglycerin" && dosing?.Route?.Text == "sublingual" ? NitroglycerinUnderTheTongue.Contains(value) ? "mg" : null : KnownStrengths.UnitOf(drug, value);

    // One piece at a time: no schedule that counts, no liquid, and how often is said.
    private static bool Single(Dosing dosing) =>
        dosing.Form is null or "tablet" or "capsule" && (dosing.TimesPerDay is not null || dosing.AsNeeded) && !dosing.Text.Contains("ml", StringComparison.OrdinalIgnoreCase) && dosing.Route?.Text is null or "oral" or "sublingual";

    // "5-10", "5/325", "10 %", "500 x 2" say something else.
    private static bool IsAlone(Note note, int at) =>
        at + 1 >= note.Tokens.Count || (note.Tokens[at + 1].Kind is not TokenKind.Number && note.Tokens[at + 1].Folded is not ("-" or "/" or "+" or "%" or "x" or "×" or "*" or "." or "to" or "or" or "and" or ":"));

    // "Post stroke: clopidogrel 75, atorvastatin 80." tells what is taken as "75 mg" does; of what a laboratory measures the number may be a level.
    private static bool IsToldAlone(Note note, FoundName name, LexiconEntry entry, int at, decimal value) =>
        (value > MostCounted || value != decimal.Truncate(value) || (value > MostPieces && !Counted.Contains(entry.Name))) && name.NearMiss is null
        && name.As(EntryKind.Lab) is null && !Measured.Contains(entry.Name) && note.Tokens[at].Start - note.Tokens[name.End - 1].End is 0 or 1
        && (at + 1 >= note.Tokens.Count || note.Tokens[at + 1].Line != note.Tokens[at].Line || note.Tokens[at + 1].Folded is "," or ";" or "." or ")" or "and" or "&" or "since" or "still" or "cont" or "only" && !(note.Tokens[at + 1].IsMark('.') && at + 2 < note.Tokens.Count && note.Tokens[at + 2].IsMark('.')) || (note.Tokens[at + 1].Folded is "+" && at + 2 < note.Tokens.Count && note.Tokens[at + 2].Kind == TokenKind.Word));

    private static bool Ends(Note note, int at) =>
        at >= note.Tokens.Count || note.Tokens[at].Line != note.Tokens[at - 1].Line || note.Tokens[at].Folded is "," or ";" || (note.Tokens[at].IsMark('.') && !(at + 1 < note.Tokens.Count && note.Tokens[at + 1].IsMark('.')));

    private static Quantity Amount(decimal value, string unit) => new(value, unit) { Ucum = unit == "mcg" ? "ug" : unit };
}
