using System.Text.Json;
using Par.Worker.Dossiers;
using Par.Worker.Intake;
using Par.Worker.Outcomes;

namespace Par.Worker.Desk;

/// <summary>Puts what happened to a dossier into the words of the page.</summary>
internal sealed class History(PageLanguage language, Cards cards)
{
    private static readonly string[] DocumentParts = ["kind", "reference", "holder"];

    public HistoryLine Line(HistoryRow change, string subject, Func<DateTimeOffset, string> local)
    {
        using var detail = JsonDocument.Parse(change.Detail);
        return new HistoryLine(StateWords.OfChange(change.Change, language), local(change.At), Who(change, subject), [.. Notes(change, detail.RootElement, local)]);
    }

    public static string Of(AnswerChannel channel, PageLanguage language) => channel switch
    {
        AnswerChannel.Desk => language.Say("Tại quầy", "At the desk"),
        AnswerChannel.Phone => language.Say("Qua điện thoại", "By phone"),
        AnswerChannel.VneId => "VNeID",
        AnswerChannel.Portal => language.Say("Qua cổng dịch vụ công", "Through a public service portal"),
        AnswerChannel.Writing => language.Say("Bằng văn bản", "In writing"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "There is no such way to answer."),
    };

    private string Who(HistoryRow change, string subject) =>
        change.Actor == DossierMove.Engine ? language.Say("Hệ thống", "The system")
        : change.Actor == DossierMove.SimulatedPerson ? language.Say("Người dân (mô phỏng)", "The person (simulated)")
        : change.Actor == subject ? language.Say("Người dân", "The person")
        : change.OfficerName is { } officer ? officer
        : PersonalId.Is(change.Actor) ? language.Say($"Người dân (số định danh {change.Actor})", $"The person (personal number {change.Actor})")
        : change.Actor;

    private IEnumerable<string> Notes(HistoryRow change, JsonElement detail, Func<DateTimeOffset, string> local)
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

        if (detail.TryGetProperty("dueMoves", out var moves))
        {
            foreach (var move in moves.EnumerateArray())
            {
                yield return DueMove(move, local);
            }
        }

        foreach (var difference in Corrected.Sentences(detail, language, cards))
        {
            yield return difference;
        }
    }

    private string DueMove(JsonElement move, Func<DateTimeOffset, string> local)
    {
        var clock = StateWords.OfClock(move.GetProperty("clock").GetString()!, language);
        var (before, after) = (local(move.GetProperty("before").GetDateTimeOffset()), local(move.GetProperty("after").GetDateTimeOffset()));
        return language.Say($"{clock}: trước là {before}, nay là {after}", $"{clock}: before {before}, now {after}");
    }
}

/// <summary>One line of the history: what happened, when, who did it; how and why where that is known.</summary>
internal sealed record HistoryLine(string What, string When, string Who, IReadOnlyList<string> Notes);
