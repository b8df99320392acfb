using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace MedLedger.Server.Tests;

/// <summary>What an EMR gets from the CDS Hooks services.</summary>
public sealed class DecisionSupport(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Patient = """{"resourceType":"Patient","id":"p1","name":[{"text":"Ida Fenwick"}],"birthDate":"1950-02-03","gender":"female"}""";

    [Fact]
    public async Task Anybody_may_ask_which_services_there_are()
    {
        using var answer = await server.Http.GetAsync("/cds-services");
        var services = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["services"]!.AsArray();
        Assert.Equal(["order-sign", "patient-view"], services.Select(service => service!["hook"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(services, service => Assert.NotNull(service!["prefetch"]!["patient"]));
    }

    [Fact]
    public async Task Nobody_is_answered_without_a_token()
    {
        using var answer = await server.SendAsync(HttpMethod.Post, "/cds-services/medledger-patient-view", body: View(Drug("m1", "simvastatin")));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_chart_with_a_high_priority_pair_gets_a_critical_card_with_its_source()
    {
        var cards = await CardsAsync("medledger-patient-view", View(Drug("m1", "simvastatin 40 mg"), Drug("m2", "clarithromycin 500 mg")));
        var card = Assert.Single(cards, card => card!["indicator"]!.GetValue<string>() == "critical")!;
        Assert.InRange(card["summary"]!.GetValue<string>().Length, 1, 139);
        Assert.Contains("2012", card["source"]!["label"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("not reviewed by a clinician", card["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_without_an_alert_still_says_that_this_is_no_proof_of_safety()
    {
        var cards = await CardsAsync("medledger-patient-view", View(Drug("m1", "amlodipine 5 mg")));
        var card = Assert.Single(cards)!;
        Assert.Equal("info", card["indicator"]!.GetValue<string>());
        Assert.Contains("no proof of safety", card["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        // Neither allergies nor kidneys were sent, and that is not the same as none and normal.
        Assert.Contains("Not checked: drug allergies", card["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drafted_order_is_held_against_the_allergies_of_the_chart()
    {
        var allergy = """{"resourceType":"AllergyIntolerance","id":"a1","patient":{"reference":"Patient/p1"},"clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"active"}]},"code":{"text":"penicillin"}}""";
        var request = View(allergy, Drug("m1", "ibuprofen 400 mg"), Drug("m2", "warfarin 5 mg"));
        request["hook"] = "order-sign";
        request["context"]!["draftOrders"] = Bundle(Drug("d1", "amoxicillin 500 mg").Replace("\"active\"", "\"draft\"", StringComparison.Ordinal));
        var cards = await CardsAsync("medledger-order-sign", request);
        var card = Assert.Single(cards, card => card!["indicator"]!.GetValue<string>() == "critical")!;
        Assert.Contains("amoxicillin", card["summary"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        // The old pair of the chart is not about the order that is being signed.
        Assert.DoesNotContain(cards, one => one!["summary"]!.GetValue<string>().Contains("ibuprofen", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("hook", "order-select")]
    [InlineData("hookInstance", "seven")]
    [InlineData("prefetch", null)]
    [InlineData("context", null)]
    public async Task A_request_that_breaks_the_rules_is_told_which(string member, string? value)
    {
        var request = View(Drug("m1", "simvastatin"));
        request[member] = value;
        using var answer = await server.SendAsync(HttpMethod.Post, "/cds-services/medledger-patient-view", server.Token("dr.emr"), request);
        Assert.Equal(member == "prefetch" ? HttpStatusCode.PreconditionFailed : HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(member == "hookInstance" ? "UUID" : member, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_patient_than_the_context_names_is_refused()
    {
        var request = View(Drug("m1", "simvastatin"));
        request["context"]!["patientId"] = "p2";
        using var answer = await server.SendAsync(HttpMethod.Post, "/cds-services/medledger-patient-view", server.Token("dr.emr"), request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<JsonArray> CardsAsync(string service, JsonObject request)
    {
        using var answer = await server.SendAsync(HttpMethod.Post, $"/cds-services/{service}", server.Token("dr.emr"), request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["cards"]!.AsArray();
    }

    private static JsonObject View(params string[] resources) => new()
    {
        ["hook"] = "patient-view",
        ["hookInstance"] = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        ["context"] = new JsonObject { ["userId"] = "Practitioner/x", ["patientId"] = "p1" },
        ["prefetch"] = new JsonObject { ["patient"] = JsonNode.Parse(Patient), ["medications"] = Bundle(resources) },
    };

    private static JsonObject Bundle(params string[] resources)
    {
        var entries = new JsonArray();
        foreach (var resource in resources) entries.Add((JsonNode)new JsonObject { ["resource"] = JsonNode.Parse(resource) });
        return new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["entry"] = entries };
    }

    private static string Drug(string id, string name) =>
        $$"""{"resourceType":"MedicationRequest","id":"{{id}}","status":"active","intent":"order","subject":{"reference":"Patient/p1"},"authoredOn":"2025-05-20","medicationCodeableConcept":{"text":"{{name}}"} }""";
}
