using System.Net;
using Dapper;
using Par.Worker.Quarantine;

namespace Par.Worker.Tests.Desk;

/// <summary>The supervisors' page over HTTP: what they see and decide, and that nobody else does.</summary>
public sealed class SupervisionTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_supervisor_sees_alarms_and_what_is_kept_without_personal_data()
    {
        await using var desk = await DeskHost.Start(postgres);
        var name = await desk.Keep();
        await desk.Get<QuarantineAlarms>().Look(Cancellation);
        using var dung = await Visitor.SignedIn(desk, "dung", DeskHost.Police);

        await dung.Go("/supervision");

        Assert.Contains("href=\"/supervision\"", dung.Html, StringComparison.Ordinal);
        Assert.Contains("Sự kiện bị giữ lại: civil-status", dung.Page, StringComparison.Ordinal);
        Assert.Contains($"1 life event is in quarantine, the oldest since 2026-03-10 02:00Z: see './par quarantine list --registry civil-status'.", dung.Page, StringComparison.Ordinal);
        Assert.Contains("Đăng ký khai sinh (birth.registered)", dung.Page, StringComparison.Ordinal);
        Assert.Contains("Nội dung sai kiểu dữ liệu ('registeredOn' không đúng kiểu date): cơ quan đăng ký phải gửi lại sự kiện đúng như danh mục mô tả.", dung.Page, StringComparison.Ordinal);
        Assert.Contains("\"childName\": \"text\"", dung.Page, StringComparison.Ordinal);
        Assert.Contains(name, dung.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("Phạm Gia Hân", dung.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(DeskHost.Subject, dung.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("09/03/2026", dung.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supervisor_sees_which_registries_are_asked_and_how_far_behind_they_are()
    {
        await using var desk = await DeskHost.Start(postgres);
        await using var connection = await desk.Database.Source.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(
            """
            insert into par.registry_watch (worker, registry, feed, facts, away_since, reason, known_until, seen_at)
            values ('00000000-0000-0000-0000-000000000001', 'land', 'open', 'halfOpen', @now::timestamptz - interval '9 minutes', 'nothing listens there', @now::timestamptz - interval '10 minutes', @now),
                   ('00000000-0000-0000-0000-000000000001', 'population', 'closed', 'closed', null, null, @now, @now)
            """,
            new { now = desk.Clock.GetUtcNow() });
        using var dung = await Visitor.SignedIn(desk, "dung", DeskHost.Police);

        await dung.Go("/supervision");

        Assert.Contains("tạm ngừng hỏi (open)", dung.Page, StringComparison.Ordinal);
        Assert.Contains("đang hỏi thử (half open)", dung.Page, StringComparison.Ordinal);
        Assert.Contains("nothing listens there", dung.Page, StringComparison.Ordinal);
        Assert.Contains("600 s", dung.Page, StringComparison.Ordinal);
        Assert.Contains("hoạt động (closed)", dung.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("không còn máy nào chạy", dung.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_supervisor_finds_neither_the_page_nor_its_forms()
    {
        await using var desk = await DeskHost.Start(postgres);
        var name = await desk.Keep();
        using var an = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        Assert.DoesNotContain("/supervision", an.Html, StringComparison.Ordinal);

        await an.Post("/supervision/dismiss", ("Event", name), ("Reason", "Tôi muốn thế."));
        Assert.Equal(HttpStatusCode.NotFound, an.Status);
        await an.Go("/supervision");
        Assert.Equal(HttpStatusCode.NotFound, an.Status);

        Assert.Equal(["quarantined"], await States(desk));
    }

    [Fact]
    public async Task A_dismissal_needs_a_reason_and_keeps_who_gave_it()
    {
        await using var desk = await DeskHost.Start(postgres);
        var name = await desk.Keep();
        using var dung = await Visitor.SignedIn(desk, "dung", DeskHost.Police);
        await dung.Go("/supervision");

        foreach (var reason in (string[])["  ", new('a', 2_001)])
        {
            await dung.Post("/supervision/dismiss", ("Event", name), ("Reason", reason));
            Assert.Contains("Hãy ghi lý do, không quá 2.000 ký tự: lý do được lưu vĩnh viễn cùng sự kiện.", dung.Page, StringComparison.Ordinal);
            Assert.Equal(["quarantined"], await States(desk));
        }

        await dung.Post("/supervision/dismiss", ("Event", name), ("Reason", "Đã gửi lại với số khác."));
        Assert.Contains("Sự kiện đã được bỏ qua, kèm lý do.", dung.Page, StringComparison.Ordinal);
        Assert.Equal(["dismissed Phạm Thị Dung (dung): Đã gửi lại với số khác."], await States(desk));

        await dung.Post("/supervision/replay", ("Event", name));
        Assert.Contains("Sự kiện này không còn bị giữ lại, hoặc không thể dùng được như hiện có.", dung.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_of_no_use_as_it_was_sent_has_no_button_to_replay_it()
    {
        await using var desk = await DeskHost.Start(postgres, ("Desk:PageSize", "1"));
        var usable = await desk.Keep();
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var nobody = await desk.Keep(subject: "");
        using var dung = await Visitor.SignedIn(desk, "dung", DeskHost.Police);

        await dung.Go("/supervision");
        Assert.Contains($"Xử lý lại {usable}", dung.Page, StringComparison.Ordinal);
        await dung.Go(dung.Links().Single(link => link.Contains("after=", StringComparison.Ordinal)));
        Assert.Contains(nobody, dung.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("/supervision/replay", dung.Html, StringComparison.Ordinal);
        await dung.Post("/supervision/replay", ("Event", nobody));
        Assert.Equal(["quarantined", "quarantined"], await States(desk));
    }

    private static async Task<IEnumerable<string>> States(DeskHost desk)
    {
        await using var connection = await desk.Database.Source.OpenConnectionAsync(Cancellation);
        return await connection.QueryAsync<string>("select state || coalesce(' ' || dismissed_by || ': ' || dismissed_because, '') from par.inbox order by received_at");
    }
}
