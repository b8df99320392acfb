using System.Text.Encodings.Web;

namespace MedLedger.Server.Emergency;

/// <summary>What a signed-in clinician sees who has no grant: the way to break the glass, and what that means.</summary>
internal static class BreakGlassForm
{
    public static string Html(string patient, string? complaint = null) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>MedLedger: no access</title>
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <main>
        <h1>No access</h1>
        <p class="lead">You have no grant for this page. The refusal is in the log.</p>
        {(complaint is null ? "" : $"<p class=\"notice\" role=\"alert\">{HtmlEncoder.Default.Encode(complaint)}</p>")}
        <h2>Emergency: break the glass</h2>
        <p>You get the one page for two hours. Your name, the time and your reason go into a log that nobody can rewrite, and every such access is reviewed.</p>
        <form method="post" action="/page/{HtmlEncoder.Default.Encode(patient)}/break-glass">
        <label for="reason">Reason</label>
        <select id="reason" name="reason" required>
        <option value="">Choose</option>
        <option value="life-threatening">Life-threatening emergency</option>
        <option value="patient-cannot-respond">Patient cannot respond</option>
        <option value="urgent-treatment">Urgent treatment</option>
        </select>
        <label for="explanation">In your words</label>
        <textarea id="explanation" name="explanation" rows="3" required minlength="10" maxlength="500"></textarea>
        <button type="submit">Break the glass and read</button>
        </form>
        </main>
        </body>
        </html>
        """;
}
