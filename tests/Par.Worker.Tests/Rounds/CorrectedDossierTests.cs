using System.Text.Json;
using Par.Worker.Outcomes;
using Par.Worker.Queues;

namespace Par.Worker.Tests.Rounds;

/// <summary>What a correction does to a dossier, to its clock and to its officer, and what it says to whom.</summary>
public sealed class CorrectedDossierTests(PostgreSql postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_untouched_dossier_moves_to_the_agency_that_is_competent_now_and_keeps_its_number()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        var number = await birth.Bench.Scalar<string>("select number from par.dossier where id = @Residence", new { birth.Residence });

        await birth.Correct(mother: CorrectedBirth.OtherMother);

        Assert.Equal("queued, refreshed, handle at commune-police/an-khe", await birth.Standing());
        Assert.Equal(
            $"{number} commune-police/an-khe {CorrectedBirth.OtherMother}",
            await birth.Bench.Scalar<string>(
                "select number || ' ' || agency || ' ' || array_to_string(tell, ',') from par.dossier where id = @Residence", new { birth.Residence }));
        Assert.Equal(
            "dossier.moved to agency/commune-police/hai-chau; dossier.moved to agency/commune-police/an-khe; "
            + "notice.corrected to person/048199000052",
            await birth.Told());
        Assert.Equal(
            ["person/048199000052", "person/048199000053"],
            await birth.Bench.Rows<string>(
                "select recipient from par.outbox where topic = 'notice.opened' and body ->> 'dossier' = @Residence::text order by id", new { birth.Residence }));
    }

    [Fact]
    public async Task Whoever_was_told_by_mistake_learns_that_and_nothing_more()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);

        await birth.Correct(mother: CorrectedBirth.OtherMother);

        var said = await Said(birth, "notice.corrected");
        Assert.Equal(["dossier", "number", "objection", "reason", "what"], said.EnumerateObject().Select(part => part.Name).Order(StringComparer.Ordinal));
        Assert.Equal("The earlier notice does not concern you. There is nothing for you to do.", said.GetProperty("what").GetProperty("en").GetString());
        Assert.Equal("Thông báo trước đây không liên quan đến ông/bà. Ông/bà không cần làm gì.", said.GetProperty("what").GetProperty("vi").GetString());
    }

    [Fact]
    public async Task A_refreshed_dossier_keeps_what_it_said_before_beside_what_it_says_now()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);

        await birth.Correct(childName: "Trần Ân");

        using var detail = JsonDocument.Parse((await birth.Bench.Scalar<string>(
            "select detail::text from par.dossier_change where change = 'refreshed' and dossier = @Residence", new { birth.Residence }))!);
        var difference = Assert.Single(detail.RootElement.GetProperty("differences").EnumerateArray());
        Assert.Equal(
            ("field", "fullName", "Trần An", "Trần Ân"),
            (difference.GetProperty("what").GetString(), difference.GetProperty("name").GetString(),
                difference.GetProperty("before").GetString(), difference.GetProperty("after").GetString()));
    }

    [Fact]
    public async Task A_corrected_day_moves_the_term_and_both_due_dates_are_kept()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);

        await birth.Correct(registeredOn: "2026-11-18");

        const string due = """
            select (detail -> 'dueAt' ->> 'before')::timestamptz::date || ' ' || (detail -> 'dueAt' ->> 'after')::timestamptz::date
                   || ' ' || item.due_at::date || ' ' || clock.due_at::date || ' ' || clock.rung
              from par.dossier_change as change
              join par.queue_item as item on item.dossier = change.dossier
              join par.clock on clock.dossier = change.dossier and clock.kind = 'statutory'
             where change.change = 'refreshed' and change.dossier = @Residence
            """;
        Assert.Equal("2026-12-02 2026-11-30 2026-11-30 2026-11-30 0", await birth.Bench.Scalar<string>(due, new { birth.Residence }));
    }

    [Fact]
    public async Task A_person_who_was_asked_is_asked_anew_and_has_the_whole_time_again()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        var before = await birth.Bench.Scalar<DateTime>("select due_at from par.clock where kind = 'answer'");
        birth.Bench.Clock.Now += TimeSpan.FromDays(2);

        await birth.Correct(childName: "Trần Ân");

        Assert.True(await birth.Bench.Scalar<DateTime>("select due_at from par.clock where kind = 'answer' and running_since is not null") > before);
        Assert.Equal("prepared", await birth.Bench.Scalar<string>("select state from par.dossier where level = 2"));
        var said = JsonDocument.Parse((await birth.Bench.Scalar<string>(
            "select body::text from par.outbox where topic = 'notice.refreshed' and body ->> 'answerBy' is not null"))!).RootElement;
        var number = said.GetProperty("number").GetString();
        Assert.Equal(
            $"Nội dung đề nghị trong hồ sơ {number} đã được cập nhật theo sổ gốc. Ông/bà có trọn thời hạn trả lời tính từ hôm nay.",
            said.GetProperty("what").GetProperty("vi").GetString());
        Assert.Equal(
            $"What dossier {number} offers was brought up to date with the registries. You have the whole time to answer again, from today.",
            said.GetProperty("what").GetProperty("en").GetString());
    }

    [Theory]
    [InlineData("notice.withdrawn", false, true, "Hồ sơ {0} đã được rút lại.", "Dossier {0} was withdrawn.")]
    [InlineData(
        "notice.underReview", true, true,
        "Cán bộ đang xem lại hồ sơ {0}. Chưa có gì thay đổi đối với ông/bà.",
        "An officer is looking at dossier {0} again. Nothing has changed for you yet.")]
    [InlineData(
        "notice.refreshed", false, false,
        "Thông tin trong hồ sơ {0} đã được cập nhật theo sổ gốc. Ông/bà không cần nộp lại giấy tờ.",
        "Dossier {0} was brought up to date with the registries. You need not bring any papers again.")]
    public async Task The_person_is_told_what_became_of_it_why_and_how_to_object(string topic, bool begun, bool annulled, string vi, string en)
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        if (begun)
        {
            await birth.Claim();
        }

        await (annulled ? birth.Annul() : birth.Correct(childName: "Trần Ân"));

        var said = await Said(birth, topic);
        var number = said.GetProperty("number").GetString()!;
        Assert.Equal(vi.Replace("{0}", number, StringComparison.Ordinal), said.GetProperty("what").GetProperty("vi").GetString());
        Assert.Equal(en.Replace("{0}", number, StringComparison.Ordinal), said.GetProperty("what").GetProperty("en").GetString());
        Assert.Equal(
            annulled ? "The life event it stands on was annulled in its registry." : "A correction has changed what the dossier rests on.",
            said.GetProperty("reason").GetProperty("en").GetString());
        Assert.Equal(
            "If you think this is not right, tell the agency that handles the dossier or the registry that keeps the record; you have the right to object.",
            said.GetProperty("objection").GetProperty("en").GetString());
        Assert.Equal(
            "Nếu thấy thông tin này chưa đúng, xin báo cho cơ quan giải quyết hồ sơ hoặc cơ quan giữ sổ gốc; ông/bà có quyền khiếu nại.",
            said.GetProperty("objection").GetProperty("vi").GetString());
    }

    [Fact]
    public async Task An_officer_who_holds_the_dossier_keeps_the_claim_through_a_correction()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        var claim = await birth.Claim();

        await birth.Correct(mother: CorrectedBirth.OtherMother);

        Assert.Equal("inProgress, groundChanged, handle at commune-police/hai-chau", await birth.Standing());
        Assert.Equal(1, await birth.Bench.Scalar<int>("select holding from par.officer where id = 'lan'"));
        Assert.IsType<CompleteAnswer.Completed>(await birth.Bench.Get<Worker.Outcomes.Outcomes>().Complete(
            birth.Residence, CorrectedBirth.Officer, claim.Attempt, Decision.Rejected, "Mẹ của trẻ thường trú ở phường khác.", Cancellation));
    }

    [Fact]
    public async Task What_was_told_once_is_not_told_twice()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Claim();

        await birth.Correct(childName: "Trần Ân");
        await birth.Correct(childName: "Trần Ân");

        Assert.Equal(1, await birth.Bench.Scalar<int>("select count(*)::int from par.dossier_change where change = 'groundChanged'"));
        Assert.Equal(1, await birth.Bench.Scalar<int>("select count(*)::int from par.outbox where topic = 'dossier.flagged'"));
    }

    [Fact]
    public async Task A_correction_that_is_taken_back_lets_a_begun_dossier_stand_again()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Claim();

        var correction = await birth.Correct(childName: "Trần Ân");
        birth.Bench.Clock.Now += TimeSpan.FromMinutes(1);
        await birth.Correct(childName: "Trần An", corrects: correction);

        Assert.Equal("inProgress, groundStands, handle at commune-police/hai-chau", await birth.Standing());
        Assert.Equal(
            "The ground of the dossier is again as the dossier says.",
            await birth.Bench.Scalar<string>("select body -> 'reason' ->> 'en' from par.outbox where topic = 'dossier.flagged' order by id desc limit 1"));
    }

    [Fact]
    public async Task An_approved_dossier_comes_back_to_an_officer_who_says_what_came_of_it()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Approve();
        await birth.Annul();
        var (queues, outcomes) = (birth.Bench.Get<AgencyQueues>(), birth.Bench.Get<Worker.Outcomes.Outcomes>());

        Assert.Null(await queues.ClaimNext(CorrectedBirth.Police, CorrectedBirth.Officer, Cancellation));
        var claim = await birth.Claim();
        var decided = await outcomes.Complete(birth.Residence, CorrectedBirth.Officer, claim.Attempt, Decision.Approved, null, Cancellation);
        var wordless = await outcomes.CompleteReview(birth.Residence, CorrectedBirth.Officer, claim.Attempt, " ", Cancellation);
        var late = await outcomes.CompleteReview(birth.Residence, CorrectedBirth.Officer, claim.Attempt - 1, "Giữ nguyên.", Cancellation);
        var done = await outcomes.CompleteReview(birth.Residence, CorrectedBirth.Officer, claim.Attempt, "Chuyển xóa đăng ký thường trú.", Cancellation);

        Assert.Equal("AlreadyClosed", Why(decided));
        Assert.Equal("ReviewNeedsWords", Why(wordless));
        Assert.Equal("LostLease", Why(late));
        Assert.IsType<CompleteAnswer.Completed>(done);
        Assert.Equal("approved, reviewed, in no queue", await birth.Standing());
        Assert.Equal(0, await birth.Bench.Scalar<int>("select holding from par.officer where id = 'lan'"));
        Assert.Equal(0, await birth.Bench.Scalar<int>("select count(*)::int from par.clock where dossier = @Residence and running_since is not null", new { birth.Residence }));
        Assert.IsType<ClaimAnswer.Refused>(await queues.Claim(birth.Residence, CorrectedBirth.Officer, Cancellation));
    }

    [Fact]
    public async Task A_review_has_a_term_of_its_own_and_the_promise_that_was_kept_stays_as_it_was()
    {
        await using var birth = await CorrectedBirth.Happen(postgres);
        await birth.Approve();
        const string promised = "select due_at::text from par.clock where kind = 'statutory' and dossier = @Residence";
        var before = await birth.Bench.Scalar<string>(promised, new { birth.Residence });

        await birth.Correct(registeredOn: "2026-11-18");

        Assert.Equal(before, await birth.Bench.Scalar<string>(promised, new { birth.Residence }));
    }

    private static string Why(CompleteAnswer answer) => Assert.IsType<CompleteAnswer.Refused>(answer).Why.Kind.ToString();

    private static async Task<JsonElement> Said(CorrectedBirth birth, string topic) => JsonDocument.Parse((await birth.Bench.Scalar<string>(
        "select body::text from par.outbox where topic = @topic and body ->> 'dossier' = @Residence::text", new { topic, birth.Residence }))!).RootElement;
}
