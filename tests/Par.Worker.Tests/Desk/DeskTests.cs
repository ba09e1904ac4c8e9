using System.Net;
using Dapper;
using Par.Rules.Books;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Desk;

/// <summary>The desk over HTTP: what officers see and do, and what they cannot.</summary>
public sealed class DeskTests(PostgreSql postgres)
{
    [Fact]
    public async Task Nobody_sees_a_queue_without_signing_in()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var visitor = new Visitor(desk.Address);

        await visitor.Go("/queue");

        Assert.Equal("/agencies", visitor.Path);
        Assert.Contains("Chọn cơ quan của bạn", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agencies_are_found_also_without_accents()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var visitor = new Visitor(desk.Address);

        await visitor.Go("/agencies?name=hai+chau");

        Assert.Contains("Hải Châu", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("An Khê", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_without_names_to_pick_lets_nobody_in()
    {
        await using var desk = await DeskHost.Start(postgres, ("Desk:PickOfficer", "false"));
        using var visitor = new Visitor(desk.Address);

        await visitor.Go("/agencies");
        Assert.Equal("/sign-in", visitor.Path);
        Assert.Contains("chưa ai vào được", visitor.Page, StringComparison.Ordinal);

        await visitor.PostBare("/sign-in", ("officer", "an"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }

    [Fact]
    public async Task The_most_pressing_dossier_comes_first_with_its_time_left_and_why_it_was_opened()
    {
        await using var desk = await DeskHost.Start(postgres);
        await desk.Open(deadline: "7 working days", title: "Việc sau");
        await desk.Open(deadline: "1 working day", title: "Việc gấp");
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        Assert.True(officer.Page.IndexOf("Việc gấp", StringComparison.Ordinal) < officer.Page.IndexOf("Việc sau", StringComparison.Ordinal));
        Assert.Contains("Còn 1 ngày làm việc", officer.Page, StringComparison.Ordinal);
        Assert.Contains("17:30 ngày 11/03/2026", officer.Page, StringComparison.Ordinal);
        Assert.Contains("class=\"due near\"", officer.Html, StringComparison.Ordinal);
        Assert.Contains("Còn 7 ngày làm việc", officer.Page, StringComparison.Ordinal);
        Assert.Contains("Trẻ sinh ngày 02/03/2026 chưa có nơi thường trú.", officer.Page, StringComparison.Ordinal);
        Assert.Contains("Phạm Gia Hân", officer.Page, StringComparison.Ordinal);
        Assert.Contains("Cơ sở dữ liệu quốc gia về dân cư, tính đến 08:30 ngày 09/03/2026", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_dossier_says_so_in_words_and_not_by_colour_alone()
    {
        await using var desk = await DeskHost.Start(postgres);
        await desk.Open(deadline: "1 working day");
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        desk.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 16, 2, 0, 0, TimeSpan.Zero));
        officer.Dispose();
        using var later = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        Assert.Contains("Quá hạn 3 ngày làm việc", later.Page, StringComparison.Ordinal);
        Assert.Contains("class=\"due over\"", later.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_queue_says_so()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        Assert.Contains("Danh sách hồ sơ đang trống.", officer.Page, StringComparison.Ordinal);
        await officer.Post("/queue/claim-next");
        Assert.Contains("Không có hồ sơ nào đang chờ.", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_claims_and_approves()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        await officer.Post("/queue/claim-next");
        Assert.Equal($"/dossiers/{dossier}", officer.Path);
        Assert.Contains("Bạn đã nhận hồ sơ", officer.Page, StringComparison.Ordinal);
        Assert.Contains("Luật Cư trú, điều 20", officer.Page, StringComparison.Ordinal);
        Assert.Equal("inProgress", await desk.StateOf(dossier));

        await officer.Post($"/dossiers/{dossier}/approve", ("Attempt", officer.Hidden("Attempt")));
        Assert.Equal("/queue", officer.Path);
        Assert.Contains("Đã chấp thuận hồ sơ.", officer.Page, StringComparison.Ordinal);
        Assert.Equal("approved", await desk.StateOf(dossier));

        await officer.Go("/queue");
        Assert.DoesNotContain("Đã chấp thuận hồ sơ.", officer.Page, StringComparison.Ordinal);
        await officer.Go($"/dossiers/{dossier}");
        Assert.Contains("Đã chấp thuận", officer.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("/approve", officer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejection_needs_a_reason()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Post($"/dossiers/{dossier}/claim");
        var attempt = officer.Hidden("Attempt");

        await officer.Post($"/dossiers/{dossier}/reject", ("Attempt", attempt), ("Reason", " "));
        Assert.Contains("Từ chối phải có lý do.", officer.Page, StringComparison.Ordinal);
        Assert.Equal("inProgress", await desk.StateOf(dossier));

        await officer.Post($"/dossiers/{dossier}/reject", ("Attempt", attempt), ("Reason", "Trẻ đã có nơi thường trú ở tỉnh khác."));
        Assert.Equal("rejected", await desk.StateOf(dossier));
        await officer.Go($"/dossiers/{dossier}");
        Assert.Contains("Trẻ đã có nơi thường trú ở tỉnh khác.", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_claim_completes_nothing()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var first = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await first.Post($"/dossiers/{dossier}/claim");
        var attempt = first.Hidden("Attempt");

        desk.Clock.Advance(TimeSpan.FromMinutes(21));
        Assert.Equal(1, await desk.Get<AgencyQueues>().RescueLeases(TestContext.Current.CancellationToken));
        using var second = await Visitor.SignedIn(desk, "binh", DeskHost.Police);
        await second.Post($"/dossiers/{dossier}/claim");

        await first.Post($"/dossiers/{dossier}/approve", ("Attempt", attempt));
        Assert.Contains("Bạn không còn giữ hồ sơ này", first.Page, StringComparison.Ordinal);
        Assert.Contains("Trần Thị Bình đang giữ", first.Page, StringComparison.Ordinal);
        Assert.Equal("inProgress", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task A_released_dossier_is_back_in_the_queue()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Post($"/dossiers/{dossier}/claim");

        await officer.Post($"/dossiers/{dossier}/release", ("Attempt", officer.Hidden("Attempt")));

        Assert.Contains("Hồ sơ đã trở lại danh sách hồ sơ.", officer.Page, StringComparison.Ordinal);
        Assert.Equal("queued", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task Full_hands_are_told_so()
    {
        await using var desk = await DeskHost.Start(postgres);
        for (var i = 0; i < 4; i++)
        {
            await desk.Open();
        }

        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        for (var i = 0; i < 4; i++)
        {
            await officer.Post("/queue/claim-next");
        }

        Assert.Equal("/queue", officer.Path);
        Assert.Contains("Bạn đang giữ đủ số hồ sơ được giao.", officer.Page, StringComparison.Ordinal);
        Assert.Contains("bạn đang giữ 3 trong tối đa 3 hồ sơ", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_persons_yes_puts_a_prepared_dossier_into_the_queue_and_a_no_closes_it()
    {
        await using var desk = await DeskHost.Start(postgres);
        var yes = await desk.Open(level: 2, requestNeeded: true);
        var no = await desk.Open(level: 2);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        Assert.Contains("Danh sách hồ sơ đang trống.", officer.Page, StringComparison.Ordinal);

        await officer.Go($"/dossiers/{yes}");
        Assert.Contains("Bạn có muốn làm thủ tục này không?", officer.Page, StringComparison.Ordinal);
        Assert.Contains("chỉ ghi đồng ý khi đã nhận văn bản", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{yes}/answer", ("Answer", "yes"));
        Assert.Contains("Hãy chọn người dân trả lời bằng cách nào.", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{yes}/answer", ("Answer", "yes"), ("Channel", "Phone"));
        Assert.Contains("Luật cần văn bản đề nghị. Hãy ghi số của văn bản đã nhận.", officer.Page, StringComparison.Ordinal);
        Assert.Equal("prepared", await desk.StateOf(yes));

        await officer.Post($"/dossiers/{yes}/answer", ("Answer", "yes"), ("Channel", "Writing"), ("Request", "12/MP"));
        await officer.Post($"/dossiers/{no}/answer", ("Answer", "no"), ("Channel", "Phone"), ("Reason", "Đã tự làm rồi."));

        Assert.Equal("queued", await desk.StateOf(yes));
        Assert.Equal("declined", await desk.StateOf(no));
        await officer.Go($"/dossiers/{yes}");
        Assert.Contains("Văn bản đề nghị số 12/MP", officer.Page, StringComparison.Ordinal);
        await officer.Go($"/dossiers/{no}?lang=en");
        await officer.Go($"/dossiers/{no}");
        Assert.Contains("The person said no", officer.Page, StringComparison.Ordinal);
        Assert.Contains("By phone", officer.Page, StringComparison.Ordinal);
        Assert.Contains("Đã tự làm rồi.", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_awaits_the_person_offers_to_record_the_answer_and_not_to_claim()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open(level: 2);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        await officer.Go("/queue/answers");
        Assert.Contains($"/dossiers/{dossier}#answer", officer.Links());
        Assert.Contains("Ghi câu trả lời", officer.Page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/dossiers/{dossier}/claim", officer.Html, StringComparison.Ordinal);

        await officer.Post($"/dossiers/{dossier}/claim");
        Assert.Contains("Hồ sơ còn chờ người dân trả lời. Hãy ghi câu trả lời trước.", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_of_the_demo_said_is_not_put_down_to_the_system()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open(level: 2);
        var said = new PersonsAnswer { Yes = true, Channel = AnswerChannel.VneId };
        await desk.Get<Par.Worker.Outcomes.Outcomes>().RecordAnswer(dossier, said, DossierMove.SimulatedPerson, TestContext.Current.CancellationToken);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        await officer.Go($"/dossiers/{dossier}");

        Assert.Matches("Người dân đồng ý</span>\\s*<span class=\"when\">[^<]* · Người dân \\(mô phỏng\\)", officer.Page);
    }

    [Fact]
    public async Task A_withdrawal_tells_its_reason_in_the_language_of_the_page()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        var fallen = new FallenGround { Dossier = dossier, Reason = new("Khai sinh đã bị hủy.", "The birth was annulled."), Policy = IfNoLongerTrue.Withdraw };
        await using (var connection = await desk.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await desk.Get<Withdrawals>().Withdraw(transaction, [fallen], desk.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        await officer.Go($"/dossiers/{dossier}");
        Assert.Contains("Khai sinh đã bị hủy.", officer.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("annulled", officer.Page, StringComparison.Ordinal);
        await officer.Go($"/dossiers/{dossier}?lang=en");
        await officer.Go($"/dossiers/{dossier}");
        Assert.Contains("The birth was annulled.", officer.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("Khai sinh đã bị hủy.", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_I_hold_is_listed_once()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        var other = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Post($"/dossiers/{dossier}/claim");

        await officer.Go("/queue");

        Assert.Single(officer.Links(), link => link == $"/dossiers/{dossier}");
        Assert.Single(officer.Links(), link => link == $"/dossiers/{other}");
    }

    [Fact]
    public async Task The_sign_in_page_names_the_agency()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var visitor = new Visitor(desk.Address);

        await visitor.Go($"/sign-in?agency={Uri.EscapeDataString(DeskHost.Police)}");

        Assert.Matches("<strong>Công an[^<]*Hải Châu</strong>", visitor.Page);
    }

    [Fact]
    public async Task An_unanswered_dossier_is_closed_by_an_officer_and_only_when_the_term_is_over()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open(level: 2);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        await officer.Post($"/dossiers/{dossier}/close");
        Assert.Contains("Người dân vẫn còn thời hạn trả lời.", officer.Page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/dossiers/{dossier}/close", officer.Html, StringComparison.Ordinal);

        desk.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero));
        using var later = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await later.Go($"/dossiers/{dossier}");
        Assert.Contains($"/dossiers/{dossier}/close", later.Html, StringComparison.Ordinal);
        await later.Post($"/dossiers/{dossier}/close");
        Assert.Equal("expired", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task Every_dossier_is_on_exactly_one_page()
    {
        await using var desk = await DeskHost.Start(postgres, ("Desk:PageSize", "4"));
        var all = new HashSet<Guid>();
        for (var i = 0; i < 10; i++)
        {
            all.Add(await desk.Open());
        }

        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        var seen = new List<string>();
        while (seen.Count <= all.Count)
        {
            seen.AddRange(officer.Links().Where(link => link.StartsWith("/dossiers/", StringComparison.Ordinal) && !link.EndsWith("/claim", StringComparison.Ordinal)));
            if (officer.Links().FirstOrDefault(link => link.StartsWith("/queue?after=", StringComparison.Ordinal) && !link.Contains("lang=", StringComparison.Ordinal)) is not { } next)
            {
                break;
            }

            await officer.Go(next);
        }

        Assert.Equal(all.Select(id => $"/dossiers/{id}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_paused_agency_says_why()
    {
        await using var desk = await DeskHost.Start(postgres);
        await desk.Open();
        await desk.Get<Par.Worker.Agencies.Agencies>().Pause(DeskHost.Police, "an", "Mất điện đến 14 giờ.", TestContext.Current.CancellationToken);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        Assert.Contains("Mất điện đến 14 giờ.", officer.Page, StringComparison.Ordinal);
        await officer.Post("/queue/claim-next");
        Assert.Contains("Cơ quan đang tạm dừng nhận việc mới.", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_who_left_the_list_is_signed_out()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var officer = await Visitor.SignedIn(desk, "binh", DeskHost.Police);
        await using (var connection = await desk.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("delete from par.officer where id = 'binh'");
        }

        await officer.Go("/queue");
        Assert.Equal("/agencies", officer.Path);
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        await officer.Post("/sign-out", ("leave", "yes"));
        await officer.Go("/queue");

        Assert.Equal("/agencies", officer.Path);
    }
}
