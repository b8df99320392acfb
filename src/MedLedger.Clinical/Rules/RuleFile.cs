using System.Reflection;
using System.Text.Json;

namespace MedLedger.Clinical.Rules;

/// <summary>Rules are data (ADR 0006): each file of this folder is read once, from the assembly.</summary>
internal static class RuleFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    public static T Read<T>(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The rule file {name} is missing from the build.");
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidOperationException($"The rule file {name} is empty.");
    }
}
