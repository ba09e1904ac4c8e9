using Dapper;
using Microsoft.Extensions.Options;
using Par.Worker.Agencies;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Desk;

/// <summary>The desk over HTTP: what officers do to each other's work, and what supervisors see of the load.</summary>
public sealed class SharedWorkTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_officer_hands_a_dossier_over_to_a_colleague_of_the_list()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Post("/queue/claim-next");
        Assert.Contains("<option value=\"binh\">", officer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<option value=\"chi\">", officer.Html, StringComparison.Ordinal);
        var attempt = officer.Hidden("Attempt");

        await officer.Post($"/dossiers/{dossier}/hand-over", ("Attempt", attempt), ("To", "chi"));
        Assert.Contains("Hãy chọn người khác.", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{dossier}/hand-over", ("Attempt", attempt), ("To", "binh"));
        Assert.Contains("Đã bàn giao hồ sơ.", officer.Page, StringComparison.Ordinal);

        using var colleague = await Visitor.SignedIn(desk, "binh", DeskHost.Police);
        await colleague.Go($"/dossiers/{dossier}");
        Assert.Contains("Bàn giao cho cán bộ khác", colleague.Page, StringComparison.Ordinal);
        await colleague.Post($"/dossiers/{dossier}/approve", ("Attempt", colleague.Hidden("Attempt")));
        Assert.Equal("approved", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task A_push_back_asks_for_a_reason()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Post("/queue/claim-next");
        var attempt = officer.Hidden("Attempt");

        await officer.Post($"/dossiers/{dossier}/push-back", ("Attempt", attempt), ("Reason", " "));
        Assert.Contains("Trả lại hồ sơ cho bộ phận phải có lý do.", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{dossier}/push-back", ("Attempt", attempt), ("Reason", "Thiếu số nhà."));
        Assert.Contains("Hồ sơ đã trở lại danh sách; người phụ trách được báo lý do.", officer.Page, StringComparison.Ordinal);
        Assert.Equal("queued", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task A_second_officer_sees_the_first_decision_and_agrees()
    {
        await using var desk = await DeskHost.Start(postgres, ("SecondLook:Procedures:0", "1.004222"));
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Post("/queue/claim-next");
        await officer.Post($"/dossiers/{dossier}/reject", ("Attempt", officer.Hidden("Attempt")), ("Reason", "Đã đăng ký ở Hội An."));
        Assert.Contains("một cán bộ khác sẽ xem lại trước khi có hiệu lực", officer.Page, StringComparison.Ordinal);
        Assert.Equal("queued", await desk.StateOf(dossier));
        await officer.Go($"/dossiers/{dossier}");
        Assert.DoesNotContain($"/dossiers/{dossier}/claim", officer.Html, StringComparison.Ordinal);

        using var second = await Visitor.SignedIn(desk, "binh", DeskHost.Police);
        await second.Post("/queue/claim-next");
        Assert.Contains("Đề nghị từ chối (Nguyễn Văn An): Đã đăng ký ở Hội An.", second.Page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/dossiers/{dossier}/approve", second.Html, StringComparison.Ordinal);
        await second.Post($"/dossiers/{dossier}/agree", ("Attempt", second.Hidden("Attempt")));
        Assert.Equal("rejected", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task Who_decides_a_late_dossier_is_asked_why()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        await using (var connection = await desk.Database.Source.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("insert into par.breach (dossier, clock, due_at, found_at) values (@dossier, 'statutory', now(), now())", new { dossier });
        }

        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Post("/queue/claim-next");
        Assert.Contains("Vì sao quá hạn (lưu cùng hồ sơ)", officer.Page, StringComparison.Ordinal);
        var attempt = officer.Hidden("Attempt");
        await officer.Post($"/dossiers/{dossier}/approve", ("Attempt", attempt));
        Assert.Contains("Hồ sơ đã quá hạn. Hãy ghi vì sao", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{dossier}/approve", ("Attempt", attempt), ("WhyLate", "Mất mạng."));
        Assert.Equal("approved", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task Another_agencys_dossier_is_not_found_whatever_is_asked_of_it()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var stranger = await Visitor.SignedIn(desk, "chi", DeskHost.Insurance);

        foreach (var act in (string[])["claim", "hand-over", "push-back", "agree", "send-back", "approve", "release"])
        {
            await stranger.Go("/queue");
            await stranger.Post($"/dossiers/{dossier}/{act}", ("Attempt", "1"), ("To", "chi"), ("Reason", "x"));
            Assert.Equal(System.Net.HttpStatusCode.NotFound, stranger.Status);
        }

        Assert.Equal("queued", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task What_is_too_long_is_refused_also_when_no_page_sent_it()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Post("/queue/claim-next");
        var attempt = officer.Hidden("Attempt");
        var longest = string.Concat(Enumerable.Repeat("a\r\n", 1000));

        await officer.Post($"/dossiers/{dossier}/push-back", ("Attempt", attempt), ("Reason", longest + "a"));
        Assert.Contains("Nội dung dài quá 2.000 ký tự hoặc có ký tự không lưu được.", officer.Page, StringComparison.Ordinal);
        Assert.Equal("inProgress", await desk.StateOf(dossier));
        await officer.Post($"/dossiers/{dossier}/push-back", ("Attempt", attempt), ("Reason", longest));
        Assert.Equal("queued", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task A_supervisor_sees_the_agencies_with_most_work_first_and_all_of_them_when_asked()
    {
        await using var desk = await DeskHost.Start(postgres, ("Desk:PageSize", "1"));
        await desk.Open(agency: DeskHost.Insurance);
        using var dung = await Visitor.SignedIn(desk, "dung", DeskHost.Police);

        await dung.Go("/supervision?lang=en");
        Assert.Contains("Social insurance", dung.Page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Show 1 more agencies", dung.Page, StringComparison.Ordinal);
        await dung.Go("/supervision?loads=all");
        Assert.DoesNotContain("more agencies", dung.Page, StringComparison.Ordinal);
        Assert.Equal([DeskHost.Insurance, DeskHost.Police], (await desk.Get<AgencyLoads>().All(Cancellation)).Select(load => load.Agency));
    }

    [Fact]
    public async Task A_supervisor_sees_what_is_kept_back_and_what_officers_take()
    {
        await using var desk = await DeskHost.Start(postgres);
        await desk.Open(deadline: "20 working days");
        await using (var connection = await desk.Database.Source.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("update par.queue_item set kept_back = true");
        }

        using var dung = await Visitor.SignedIn(desk, "dung", DeskHost.Police);
        Assert.DoesNotContain("Phạm Gia Hân", dung.Page, StringComparison.Ordinal);
        await dung.Go("/supervision");

        var norm = new Norms(desk.Get<AgencyDirectory>(), Options.Create(new AgencyOptions())).Of(DeskHost.Police, desk.Clock.GetUtcNow()).For(1);
        Assert.Contains($"0/{norm * 3}", dung.Page, StringComparison.Ordinal);
        Assert.Contains("1 (hạn sớm nhất", dung.Page, StringComparison.Ordinal);
        Assert.Single(await desk.Get<AgencyLoads>().All(Cancellation), load => load.KeptBack == 1);
    }
}
