using System.Globalization;
using Microsoft.Extensions.Options;
using Par.Rules.Catalogue;
using Par.Worker.Alarms;
using Par.Worker.Intake;
using Par.Worker.Quarantine;
using Par.Worker.Queues;

namespace Par.Worker.Desk;

/// <summary>Reads what waits for a supervisor: the alarms whose cause is not gone, and one page of the life events in quarantine.</summary>
internal sealed class SupervisionView(
    Alarms.Alarms alarms, Quarantine.Quarantine quarantine, SeenRegistries seen, AgencyLoads loads, Cards cards, RuleCatalogue catalogue, PageLanguage language, TimeProvider clock,
    IOptions<DeskOptions> options)
{
    public async Task<SupervisionPageView> Show(DeskOfficer reader, string? after, bool allLoads, CancellationToken cancellation)
    {
        var size = options.Value.PageSize;
        var last = after is not null && QuarantinedEvent.Read(after) is { } key ? await quarantine.Find(key, cancellation) : null;
        var kept = await quarantine.List(null, null, last, size + 1, cancellation);
        var busy = await loads.All(cancellation);
        var shown = allLoads ? busy.Count : Math.Min(size, busy.Count);
        return new SupervisionPageView
        {
            Alarms = [.. (await alarms.Open(cancellation)).Select(alarm => new AlarmLine(Title(alarm.Kind), alarm.About, alarm.Says, cards.Local(alarm.RaisedAt, reader)))],
            Registries = [.. (await seen.All(cancellation)).Select(one => Line(one, reader))],
            Loads = [.. busy.Take(shown).Select(one => Line(one, reader))],
            MoreLoads = busy.Count - shown,
            Kept = [.. kept.Take(size).Select(one => Line(one, reader))],
            Next = kept.Count > size ? kept[size - 1].Name : null,
        };
    }

    private LoadLine Line(AgencyLoad load, DeskOfficer reader) => new()
    {
        Agency = language.Say(load.NameVi, load.NameEn),
        Waiting = Number(load.Waiting),
        KeptBack = load.KeptBack == 0 ? Number(0) : $"{Number(load.KeptBack)} ({language.Say("hạn sớm nhất", "first due")} {cards.Local(load.FirstDue!.Value, reader)})",
        Officers = string.Create(CultureInfo.InvariantCulture, $"{load.AtWork}/{load.Officers}"),
        Today = load.Allowed is { } allowed ? string.Create(CultureInfo.InvariantCulture, $"{load.Taken}/{allowed}") : Number(load.Taken),
    };

    private string Number(long number) => number.ToString("#,0", language.Culture);

    private KeptLine Line(QuarantinedEvent one, DeskOfficer reader) => new()
    {
        Name = one.Name,
        Kind = catalogue.LifeEvents.TryGetValue(one.Kind, out var kind) ? $"{language.Say(kind.Title)} ({one.Kind})" : one.Kind,
        Registry = catalogue.Registries.TryGetValue(one.Registry, out var registry) ? language.Say(registry.Title) : one.Registry,
        Since = cards.Local(one.ReceivedAt, reader),
        Reason = language.Say(ReasonWords.Of(one.Error!)),
        Correction = Mend.Correction(one) is { } correction ? language.Say(correction) : null,
        Mend = language.Say(Mend.Of(one)),
        Body = Masked.Body(one.Body),
        MayBeReplayed = one.Flaw is null,
    };

    private RegistryLine Line(SeenRegistry seen, DeskOfficer reader)
    {
        var now = clock.GetUtcNow();
        return new RegistryLine
        {
            Registry = catalogue.Registries.TryGetValue(seen.Registry, out var registry) ? language.Say(registry.Title) : seen.Registry,
            Feed = State(seen.Feed),
            Facts = State(seen.Facts),
            Silent = seen.AwaySince is { } since ? $"{language.Say("từ", "since")} {cards.Local(since, reader)}: {seen.Reason}" : null,
            Behind = seen.KnownUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $"{FeedLag.Of(now, until).TotalSeconds:0} s") : language.Say("chưa đọc", "not read yet"),
            Gone = SeenRegistries.IsThere(seen, now) ? null : $"{language.Say("không còn máy nào chạy từ", "no worker has run since")} {cards.Local(seen.SeenAt, reader)}",
        };
    }

    private string State(string state) => state switch
    {
        "closed" => language.Say("hoạt động (closed)", "answers (closed)"),
        "halfOpen" => language.Say("đang hỏi thử (half open)", "on trial (half open)"),
        _ => language.Say("tạm ngừng hỏi (open)", "not asked (open)"),
    };

    private string Title(string kind) => kind switch
    {
        AlarmKind.RuleBook => language.Say("Tệp quy tắc không đưa vào sử dụng được", "Rule files that cannot be put in service"),
        AlarmKind.Brake => language.Say("Quy tắc bị hãm", "A rule that is braked"),
        AlarmKind.SilentRule => language.Say("Quy tắc im lặng", "A rule that fell silent"),
        AlarmKind.Unrouted => language.Say("Hồ sơ chưa có cơ quan nhận", "Dossiers that no agency has"),
        AlarmKind.Quarantine => language.Say("Sự kiện bị giữ lại", "Life events in quarantine"),
        AlarmKind.EventTable => language.Say("Bảng sự kiện không đọc được", "A table of life events that cannot be read"),
        AlarmKind.RegistryAway => language.Say("Sổ đăng ký không trả lời", "A registry that does not answer"),
        AlarmKind.Feed => language.Say("Nguồn sự kiện không đọc được", "A feed of life events that cannot be read"),
        AlarmKind.HeldBack => language.Say("Bị một giao dịch đang mở giữ lại", "Held back by an open transaction"),
        AlarmKind.Slot => language.Say("Khe sao chép bị mất hoặc sắp mất", "A replication slot that is lost, or nearly"),
        AlarmKind.Subscription => language.Say("Đăng ký nhận sự kiện bị từ chối", "A subscription that a registry does not take"),
        _ => kind,
    };
}

/// <summary>The supervisors' page, in the words of the page.</summary>
internal sealed record SupervisionPageView
{
    public static SupervisionPageView Nothing { get; } = new() { Alarms = [], Registries = [], Loads = [], Kept = [] };

    public required IReadOnlyList<AlarmLine> Alarms { get; init; }

    public required IReadOnlyList<RegistryLine> Registries { get; init; }

    public required IReadOnlyList<LoadLine> Loads { get; init; }

    /// <summary>How many agencies there are besides those shown.</summary>
    public int MoreLoads { get; init; }

    public required IReadOnlyList<KeptLine> Kept { get; init; }

    /// <summary>Past which life event the next page begins, or null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>An alarm: what, about what, what it says to operators, since when.</summary>
internal sealed record AlarmLine(string Title, string About, string Says, string Since);

/// <summary>A registry as one worker sees it.</summary>
internal sealed record RegistryLine
{
    public required string Registry { get; init; }

    public required string Feed { get; init; }

    public required string Facts { get; init; }

    /// <summary>Since when it does not answer, and why; null when it does.</summary>
    public required string? Silent { get; init; }

    /// <summary>How long ago it is that all its life events were known.</summary>
    public required string Behind { get; init; }

    /// <summary>Said when the worker that saw it does not run any more.</summary>
    public required string? Gone { get; init; }
}

/// <summary>What waits at an agency, what is kept back until its officers are free, and what they take today.</summary>
internal sealed record LoadLine
{
    public required string Agency { get; init; }

    public required string Waiting { get; init; }

    public required string KeptBack { get; init; }

    public required string Officers { get; init; }

    public required string Today { get; init; }
}

/// <summary>A life event in quarantine, without any personal data.</summary>
internal sealed record KeptLine
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required string Registry { get; init; }

    public required string Since { get; init; }

    public required string Reason { get; init; }

    public string? Correction { get; init; }

    public required string Mend { get; init; }

    public required string Body { get; init; }

    public required bool MayBeReplayed { get; init; }
}
