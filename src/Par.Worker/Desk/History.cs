using System.Text.Json;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;

namespace Par.Worker.Desk;

/// <summary>Puts what happened to a dossier into the words of the page.</summary>
internal sealed class History(PageLanguage language, Cards cards)
{
    private static readonly string[] DocumentParts = ["kind", "reference", "holder"];

    public HistoryLine Line(HistoryRow change, string subject, string when)
    {
        using var detail = JsonDocument.Parse(change.Detail);
        return new HistoryLine(StateWords.OfChange(change.Change, language), when, Who(change, subject), [.. Notes(change, detail.RootElement)]);
    }

    public static string Of(AnswerChannel channel, PageLanguage language) => channel switch
    {
        AnswerChannel.Desk => language.Say("Tại quầy", "At the desk"),
        AnswerChannel.Phone => language.Say("Qua điện thoại", "By phone"),
        AnswerChannel.VneId => "VNeID",
        AnswerChannel.Writing => language.Say("Bằng văn bản", "In writing"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "There is no such way to answer."),
    };

    private string Who(HistoryRow change, string subject) =>
        change.Actor == DossierMove.Engine ? language.Say("Hệ thống", "The system")
        : change.Actor == DossierMove.SimulatedPerson ? language.Say("Người dân (mô phỏng)", "The person (simulated)")
        : change.Actor == subject ? language.Say("Người dân", "The person")
        : change.OfficerName ?? change.Actor;

    private IEnumerable<string> Notes(HistoryRow change, JsonElement detail)
    {
        if (detail.TryGetProperty("channel", out var word) && Enum.TryParse<AnswerChannel>(word.GetString(), ignoreCase: true, out var channel))
        {
            yield return Of(channel, language);
        }

        if (detail.TryGetProperty("request", out var request))
        {
            yield return language.Say($"Văn bản đề nghị số {request.GetString()}", $"Written request no. {request.GetString()}");
        }

        if (change.Change == ChangeWord.Documented)
        {
            yield return string.Join(" · ", DocumentParts.Select(part => detail.GetProperty(part).GetString()));
        }

        var reason = detail.TryGetProperty("reason", out var both) ? both.GetProperty(language.Code).GetString() : change.Reason;
        if (reason is not null)
        {
            yield return reason;
        }

        foreach (var difference in Corrected.Sentences(detail, language, cards))
        {
            yield return difference;
        }
    }
}

/// <summary>One line of the history: what happened, when, who did it; how and why where that is known.</summary>
internal sealed record HistoryLine(string What, string When, string Who, IReadOnlyList<string> Notes);
