using System.CommandLine;
using MedLedger.Server.SignIn;

namespace MedLedger.Server.Commands;

/// <summary>Issues a development token, or the link that opens a page in a browser with it.</summary>
internal static class TokenCommand
{
    private static readonly Argument<string> _subject = new("subject") { Description = "Who signs in, for instance dr.osei." };
    private static readonly Option<string[]> _roles = new("--role") { Description = "A role; clinician when none is named.", DefaultValueFactory = _ => [DevelopmentIssuer.ClinicianRole], AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int> _minutes = new("--minutes") { Description = "How long it holds, 1 to 60.", DefaultValueFactory = _ => 60 };

    public static Command Create()
    {
        var command = new Command("token", "Development: an ES256 token for a reader of this data directory.") { _subject, _roles, _minutes };
        command.SetAction(async (parse, _) =>
        {
            var minutes = parse.GetValue(_minutes);
            if (minutes is < 1 or > 60) throw new CommandFailedException("--minutes is 1 to 60.");
            if (string.IsNullOrWhiteSpace(parse.GetValue(_subject))) throw new CommandFailedException("a token needs a subject, for instance dr.osei.");
            using var issuer = DevelopmentIssuer.Open(parse.DataDirectory());
            var subject = parse.GetValue(_subject)!;
            var token = issuer.Issue(subject, subject, parse.GetValue(_roles)!, TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(minutes));
            if (parse.WantsJson()) await Output.WriteJsonAsync(new { token, issuer = DevelopmentIssuer.Issuer, subject });
            else await Output.WriteAsync(token);
            return ExitCode.Done;
        });
        return command;
    }
}
