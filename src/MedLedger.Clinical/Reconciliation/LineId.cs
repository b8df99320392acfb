using System.Security.Cryptography;
using System.Text;
using MedLedger.Clinical.Identification;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>Names a line by what it says, for corrections: a line that comes to say something else gets another name, so that nobody's confirmation outlives the words it was given for.</summary>
public static class LineId
{
    private const int Letters = 16;

    public static string Of(RecordLine line)
    {
        // Certainty, conflict and sources stay out: they change with the very correction, or with one more document that says the same.
        var says = line switch
        {
            AllergyLine allergy => $"allergy|{allergy.Status}|{allergy.Severity}|{string.Join(',', allergy.Reactions.Select(reaction => PlainWords.Join(reaction.Text)))}",
            NoneKnownLine none => $"none known|{none.Scope}",
            MedicationLine drug => $"medication|{drug.Status}|{drug.Dosing?.Text}",
            ProblemLine problem => $"problem|{problem.Status}|{problem.Onset}|{problem.Abatement}",
            ResultLine result => $"result|{result.Latest.Text}|{result.Latest.Date}",
            ProcedureLine procedure => $"procedure|{procedure.Performed}",
            ImmunizationLine vaccine => $"immunization|{vaccine.Given}",
            DeviceLine device => $"device|{device.Since}",
            DirectiveLine directive => $"directive|{directive.Dated}",
            AlertLine alert => $"alert|{alert.DoNotGive}",
            _ => throw new InvalidOperationException($"A {line.GetType().Name} has no name for corrections."),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{says}|{PlainWords.Join(line.Concept.Text)}")))[..Letters];
    }
}
