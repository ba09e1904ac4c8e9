using Dapper;
using Par.Worker.Dossiers;

namespace Par.Worker.Tests.Desk;

/// <summary>What the page of a dossier shows beside the queue's work: objections, documents, its story; and how it is found.</summary>
public sealed class DossierPageTests(PostgreSql postgres)
{
    [Fact]
    public async Task An_objection_is_recorded_at_the_desk_and_the_dossier_is_open_again()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open(level: 2);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Go($"/dossiers/{dossier}");
        Assert.DoesNotContain("Người dân phản đối", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{dossier}/answer", ("Answer", "no"), ("Channel", "Phone"));
        await officer.Go($"/dossiers/{dossier}");

        await officer.Post($"/dossiers/{dossier}/object", ("Channel", "Phone"), ("Reason", " "));
        Assert.Contains("Hãy ghi người dân phản đối điều gì", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{dossier}/object", ("Channel", ""), ("Reason", "Tôi chưa được hỏi."));
        Assert.Contains("Hãy chọn người dân phản đối bằng cách nào.", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{dossier}/object", ("Channel", "Phone"), ("Reason", "Tôi chưa được hỏi."));

        Assert.Contains("Đã ghi ý kiến phản đối. Hồ sơ được mở lại.", officer.Page, StringComparison.Ordinal);
        Assert.Contains("Tôi chưa được hỏi.", officer.Page, StringComparison.Ordinal);
        Assert.Equal("queued", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task A_document_is_kept_as_a_reference_and_shown_with_the_records_of_the_registries()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Go($"/dossiers/{dossier}");
        Assert.Contains("Dữ liệu trong sổ gốc: ", officer.Page, StringComparison.Ordinal);
        Assert.Contains("GCS-2026/017", officer.Page, StringComparison.Ordinal);

        await officer.Post($"/dossiers/{dossier}/document", Document(asOf: "2026-03-11T10:00"));
        Assert.Contains("Thời điểm của giấy tờ không thể ở tương lai.", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{dossier}/document", Document(hash: "abc"));
        Assert.Contains("Mã băm SHA-256 phải có 64 chữ số thập lục phân", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{dossier}/document", Document(hash: new string('A', 64)));

        Assert.Contains("Đã thêm giấy tờ vào hồ sơ.", officer.Page, StringComparison.Ordinal);
        Assert.Contains("Giấy chứng sinh", officer.Page, StringComparison.Ordinal);
        Assert.Contains("Bệnh viện Đà Nẵng", officer.Page, StringComparison.Ordinal);
        var kept = (await desk.Get<Worker.Dossiers.Dossiers>().History(dossier, TestContext.Current.CancellationToken))[^1];
        Assert.Equal(("documented", "an"), (kept.Change, kept.Actor));
        Assert.Equal(
            $$"""{"asOf": "2026-03-09T03:00:00Z", "kind": "Giấy chứng sinh", "holder": "Bệnh viện Đà Nẵng", "sha256": "{{new string('a', 64)}}", "reference": "123/GCS"}""",
            kept.Detail);
    }

    [Fact]
    public async Task An_officer_lets_a_dossier_wait_and_says_when_the_answer_came()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Go($"/dossiers/{dossier}");
        await officer.Post($"/dossiers/{dossier}/claim");

        await officer.Post($"/dossiers/{dossier}/wait", ("Attempt", officer.Hidden("Attempt")), ("Reason", "Chờ giấy chứng sinh."));
        Assert.Contains("Hồ sơ đang tạm chờ", officer.Page, StringComparison.Ordinal);
        await officer.Go("/queue/answers");
        Assert.Contains($"/dossiers/{dossier}", officer.Page, StringComparison.Ordinal);
        await officer.Go($"/dossiers/{dossier}");
        await officer.Post($"/dossiers/{dossier}/replied", ("Reason", "Đã nhận."));

        Assert.Contains("Hồ sơ trở lại danh sách hồ sơ.", officer.Page, StringComparison.Ordinal);
        Assert.Equal("waiting", await desk.StateOf(dossier));
        Assert.Contains("Đã có trả lời, chờ cán bộ nhận", officer.Page, StringComparison.Ordinal);
        await officer.Post($"/dossiers/{dossier}/claim");
        Assert.Equal("inProgress", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task A_term_that_stands_still_while_it_waits_says_so_and_the_history_shows_both_due_dates()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open(pausedWhileWaiting: true);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await officer.Go($"/dossiers/{dossier}");
        await officer.Post($"/dossiers/{dossier}/claim");
        Assert.Contains("Thời hạn giải quyết dừng lại trong khi chờ", officer.Page, StringComparison.Ordinal);

        await officer.Post($"/dossiers/{dossier}/wait", ("Attempt", officer.Hidden("Attempt")), ("Reason", "Chờ giấy chứng sinh."));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await officer.Post($"/dossiers/{dossier}/replied", ("Reason", "Đã nhận."));
        await officer.Go($"/dossiers/{dossier}");

        Assert.Matches("Thời hạn giải quyết: trước là .*, nay là ", officer.Page);
    }

    [Theory]
    [InlineData("chi", "This dossier belongs to another agency. Only its own officers may handle it.")]
    [InlineData("nobody", "There is no such officer. Sign in again.")]
    public async Task Only_an_officer_of_the_agency_names_documents(string officer, string words)
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        var document = new DossierDocument { Kind = "x", Holder = "y", Reference = "z", AsOf = desk.Clock.GetUtcNow() };

        var refused = await desk.Get<Documents>().Add(dossier, document, officer, TestContext.Current.CancellationToken);

        Assert.Equal(words, refused!.Words.En);
    }

    [Theory]
    [InlineData("H17.CA.8-260310-0001", "H17.CA.8-260310-0001")]
    [InlineData("H17.5-260310-0001", "000.00.05.H17-260310-0001")]
    [InlineData(" 000.00.05.h17-260310-10001 ", "H17.5-260310-10001")]
    public async Task A_dossier_is_found_by_its_number_in_either_order(string typed, string kept)
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        await Execute(desk, "update par.dossier set number = @kept", new { kept });
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        using var other = await Visitor.SignedIn(desk, "chi", DeskHost.Insurance);

        await officer.Go($"/find?number={Uri.EscapeDataString(typed)}");
        Assert.Equal($"/dossiers/{dossier}", officer.Path);
        await other.Go($"/find?number={Uri.EscapeDataString(typed)}");
        Assert.Equal("/queue", other.Path);
        Assert.Contains("Cơ quan không có hồ sơ mang số này.", other.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_is_shown_as_one_story_from_each_of_its_dossiers_also_when_the_life_event_was_emptied()
    {
        await using var desk = await DeskHost.Start(postgres);
        var (residence, card, alien) = (await desk.Open(), await desk.Open(agency: DeskHost.Insurance), await desk.Open());
        await Execute(
            desk,
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, state, done_at)
            select 'dossiers', 'c0ffee00-0000-7000-8000-000000000001', 'outcome:1.004222:approved', subject, 3, '', opened_at, opened_at, opened_at,
                   jsonb_build_object('dossier', number), 'done', opened_at
              from par.dossier where id = @residence;
            update par.inbox set body = '{}';
            update par.dossier set registry = 'dossiers', event_uid = 'c0ffee00-0000-7000-8000-000000000001', opened_at = opened_at + interval '1 hour' where id = @card
            """,
            new { residence, card });
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        using var insurer = await Visitor.SignedIn(desk, "chi", DeskHost.Insurance);
        var numbers = (await Numbers(desk)).ToDictionary(row => row.Id, row => row.Number);

        await officer.Go($"/dossiers/{residence}");
        Assert.Contains("Các hồ sơ của cùng một việc", officer.Page, StringComparison.Ordinal);
        Assert.Contains($"Mở theo kết quả của hồ sơ {numbers[residence]}", officer.Page, StringComparison.Ordinal);
        Assert.Contains(numbers[card], officer.Page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/dossiers/{card}\"", officer.Html, StringComparison.Ordinal);
        await insurer.Go($"/dossiers/{card}");
        Assert.Contains(numbers[residence], insurer.Page, StringComparison.Ordinal);
        await officer.Go($"/dossiers/{alien}");
        Assert.DoesNotContain("Các hồ sơ của cùng một việc", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_ids_of_one_person_have_one_story()
    {
        await using var desk = await DeskHost.Start(postgres);
        var (first, second) = (await desk.Open(), await desk.Open());
        await Execute(
            desk,
            """
            insert into par.inbox (registry, event_uid, kind, subject, partition, locality, occurred_at, recorded_at, received_at, body, state, done_at)
            select registry, event_uid, 'birth.registered', subject, 3, '', opened_at, opened_at, opened_at, '{}', 'done', opened_at from par.dossier;
            update par.dossier set subject = '048326000999' where id = @second;
            insert into par.merged_id (former, into_id, person, partition, registry, event_uid, merged_at)
            select '048326000999', @Subject, @Subject, 3, registry, event_uid, opened_at from par.dossier where id = @first
            """,
            new { first, second, DeskHost.Subject });
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        await officer.Go($"/dossiers/{first}");
        Assert.Contains("Mang số định danh 048326000999", officer.Page, StringComparison.Ordinal);
        await officer.Go($"/dossiers/{second}");
        Assert.Contains($"Mang số định danh {DeskHost.Subject}", officer.Page, StringComparison.Ordinal);
    }

    private static (string, string)[] Document(string asOf = "2026-03-09T10:00", string hash = "") =>
        [("Kind", "Giấy chứng sinh"), ("Holder", "Bệnh viện Đà Nẵng"), ("Reference", "123/GCS"), ("AsOf", asOf), ("Sha256", hash)];

    private static async Task<IEnumerable<(Guid Id, string Number)>> Numbers(DeskHost desk)
    {
        await using var connection = await desk.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await connection.QueryAsync<(Guid, string)>("select id, number from par.dossier");
    }

    private static async Task Execute(DeskHost desk, string statement, object arguments)
    {
        await using var connection = await desk.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(statement, arguments);
    }
}
