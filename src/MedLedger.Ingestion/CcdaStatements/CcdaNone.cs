using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;
using MedLedger.Ingestion.Statements;

namespace MedLedger.Ingestion.CcdaStatements;

/// <summary>"None known" as C-CDA says it: a no-known code, or the negation of something as wide as "problem" or "drug" (C-CDA R2.1, volume 1, section 3.5).</summary>
internal static class CcdaNone
{
    // SNOMED CT concepts that name a whole class; HL7 has used them for "any" in its examples since R1.1.
    private static readonly HashSet<string> Wide = new(StringComparer.Ordinal)
    {
        "55607006", "64572001", "404684003", "409586006", "282291009", "248536006", "373930000", "ASSERTION",
        "410942007", "105590001", "373873005", "71181003", "787859002", "71388002", "40388003", "49062001",
        "419199007", "416098002", "414285001", "419511003", "418038007", "420134006", "418471000", "59037007", "235719002", "426232007", "232347008",
    };

    private static readonly HashSet<string> DrugAllergy = new(StringComparer.Ordinal) { "416098002", "419511003", "59037007" };
    private static readonly HashSet<string> FoodAllergy = new(StringComparer.Ordinal) { "414285001", "418471000", "235719002" };

    public static bool IsWide(CodedText? concept) => concept is null || concept.Codes.Any(code => Wide.Contains(code.Value));

    public static NoKnownScope AllergyScope(CdaElement? type) =>
        CdaDatatypes.Codes(type).Any(DrugAllergy.Contains) ? NoKnownScope.DrugAllergies
        : CdaDatatypes.Codes(type).Any(FoodAllergy.Contains) ? NoKnownScope.FoodAllergies
        : CdaDatatypes.HasCode(type, "426232007") ? NoKnownScope.Unknown
        : NoKnownScope.Allergies;

    /// <summary>The scope when a code or the words say "none"; null when they do not.</summary>
    public static NoKnownScope? Find(params ReadOnlySpan<CodedText?> concepts)
    {
        foreach (var concept in concepts)
            if (concept is not null && NoKnownCodes.Find(concept) is { } scope) return scope;
        return null;
    }

    public static NoKnownFinding Finding(CdaElement statement, CcdaAmbient ambient, CcdaContext context, NoKnownScope scope, CodedText said, bool doubleNegation = false) => new()
    {
        Concept = said,
        Scope = scope,
        Assertion = Assertion.Plain with { Experiencer = ambient.Experiencer },
        // "Not: no known allergies" may be a sender's habit or a statement that there are some.
        Certainty = doubleNegation ? ReadingCertainty.Unsure : ReadingCertainty.Sure,
        UnsureBecause = doubleNegation ? "the source negates \"none known\"" : null,
        EnteredInError = ambient.Nullified,
        Sources = context.Source(statement, said.Text),
    };

    public static string Words(NoKnownScope scope) => scope switch
    {
        NoKnownScope.Allergies => "No known allergies",
        NoKnownScope.DrugAllergies => "No known drug allergies",
        NoKnownScope.FoodAllergies => "No known food allergies",
        NoKnownScope.Medications => "No known medications",
        NoKnownScope.Problems => "No known problems",
        _ => "None known",
    };
}
