using System.Net;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Par.Worker.Tests.Desk;

/// <summary>What the desk does not let happen, and what it says when something fails.</summary>
public sealed class DeskSafetyTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        foreach (var form in new[] { "/queue/claim-next", $"/dossiers/{dossier}/claim", $"/dossiers/{dossier}/answer", "/sign-out" })
        {
            await officer.PostBare(form, ("Answer", "yes"));
            Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        }

        Assert.Equal("queued", await desk.StateOf(dossier));
    }

    [Fact]
    public async Task Workers_that_share_a_folder_of_keys_read_each_others_cookies_wherever_their_programs_lie()
    {
        await using var desk = await DeskHost.Start(postgres);

        Assert.Equal("par-worker", desk.Get<IOptions<DataProtectionOptions>>().Value.ApplicationDiscriminator);
    }

    [Fact]
    public async Task Another_agencys_dossier_is_not_found_whatever_is_asked_of_it()
    {
        await using var desk = await DeskHost.Start(postgres);
        var theirs = await desk.Open(DeskHost.Insurance);
        var prepared = await desk.Open(DeskHost.Insurance, level: 2);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        Assert.DoesNotContain(theirs.ToString(), officer.Html, StringComparison.Ordinal);

        await officer.Go($"/dossiers/{theirs}");
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);
        Assert.DoesNotContain("Phạm Gia Hân", officer.Page, StringComparison.Ordinal);

        foreach (var act in new[] { "claim", "release", "approve", "reject", "answer", "close" })
        {
            await officer.Go("/queue");
            await officer.Post($"/dossiers/{(act is "answer" or "close" ? prepared : theirs)}/{act}", ("Attempt", "1"), ("Answer", "yes"), ("Reason", "Không."));
            Assert.Equal(HttpStatusCode.NotFound, officer.Status);
        }

        Assert.Equal("queued", await desk.StateOf(theirs));
        Assert.Equal("prepared", await desk.StateOf(prepared));
    }

    [Fact]
    public async Task No_address_names_the_person()
    {
        await using var desk = await DeskHost.Start(postgres);
        var dossier = await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        foreach (var page in new[] { "/queue", "/queue/answers", $"/dossiers/{dossier}" })
        {
            await officer.Go(page);
            Assert.DoesNotContain(officer.Links(), link => link.Contains(DeskHost.Subject, StringComparison.Ordinal) || link.Contains("H%C3%A2n", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task What_registries_say_is_text_and_never_html()
    {
        await using var desk = await DeskHost.Start(postgres);
        await desk.Open(title: "<script>alert(1)</script>");
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);

        Assert.DoesNotContain("<script>", officer.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_keeps_the_page_to_itself()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var visitor = new Visitor(desk.Address);

        foreach (var page in new[] { "/agencies", "/no-such-page" })
        {
            await visitor.Go(page);
            var policy = string.Join(' ', visitor.Answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("img-src 'self' data:", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", visitor.Answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(visitor.Answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task The_style_sheet_travels_in_the_program_and_may_be_kept()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var visitor = new Visitor(desk.Address);
        await visitor.Go("/agencies");

        await visitor.Go(visitor.Links().Single(link => link.EndsWith(".css", StringComparison.Ordinal)));

        Assert.Equal("text/css", visitor.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", visitor.Answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_English_once_chosen()
    {
        await using var desk = await DeskHost.Start(postgres);
        await desk.Open();
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        Assert.Contains("<html lang=\"vi\">", officer.Html, StringComparison.Ordinal);

        await officer.Go("/queue?lang=en");
        await officer.Go("/queue");

        Assert.Contains("<html lang=\"en\">", officer.Html, StringComparison.Ordinal);
        Assert.Contains("7 working days left", officer.Page, StringComparison.Ordinal);
        Assert.Contains("The child, born on 2 March 2026, has no permanent residence.", officer.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vi", "Không tìm thấy trang này")]
    [InlineData("en", "This page was not found")]
    public async Task An_unknown_address_says_so(string language, string words)
    {
        await using var desk = await DeskHost.Start(postgres);
        using var visitor = new Visitor(desk.Address);

        await visitor.Go($"/no-such-page?lang={language}");

        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        Assert.Contains(words, visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_fails_says_so_without_a_stack_trace()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var officer = await Visitor.SignedIn(desk, "an", DeskHost.Police);
        await using (var connection = await desk.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("alter table par.queue_item rename to hidden");
        }

        await officer.Go("/queue");

        Assert.Equal(HttpStatusCode.InternalServerError, officer.Status);
        Assert.Contains("Trang này gặp lỗi", officer.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", officer.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_tells_living_from_ready()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var visitor = new Visitor(desk.Address);
        await visitor.Go("/health/ready");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);

        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(desk.Database.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await connection.ExecuteAsync($"drop database {desk.Database.Name} with (force)");
        }

        await visitor.Go("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        await visitor.Go("/health/live");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task Health_is_degraded_while_an_alarm_is_open_and_the_desk_stays_ready()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var client = new HttpClient { BaseAddress = desk.Address };
        Task<string> Says(string address) => client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        var alarms = desk.Get<Worker.Alarms.Alarms>();
        Assert.Equal("Healthy", await Says("/health"));

        await alarms.Raise("brake", "residence.newborn", "12 are held.", TestContext.Current.CancellationToken);
        Assert.Equal(("Degraded", "Healthy"), (await Says("/health"), await Says("/health/ready")));

        await alarms.Clear("brake", "residence.newborn", TestContext.Current.CancellationToken);
        Assert.Equal("Healthy", await Says("/health"));
    }

    [Fact]
    public async Task A_foreign_name_for_this_machine_is_refused()
    {
        await using var desk = await DeskHost.Start(postgres);
        using var visitor = new Visitor(desk.Address);
        visitor.Speak("evil.example");

        await visitor.Go("/agencies");

        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }
}
