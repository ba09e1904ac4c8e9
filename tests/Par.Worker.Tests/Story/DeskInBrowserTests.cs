using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Par.Worker.Tests.Desk;

namespace Par.Worker.Tests.Story;

/// <summary>The desk in a real browser: an officer's way from signing in to a decision, and every page checked for accessibility.</summary>
public sealed class DeskInBrowserTests(PostgreSql postgres)
{
    // Where pictures of the pages are kept, for whoever wants to look at them.
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PAR_TEST_PICTURES");

    [Theory]
    [InlineData("vi", 1280)]
    [InlineData("en", 1280)]
    [InlineData("vi", 390)]
    public async Task An_officer_signs_in_claims_and_completes_on_pages_anyone_can_use(string language, int width)
    {
        await using var desk = await DeskHost.Start(postgres);
        await desk.Open(deadline: "1 working day");
        await desk.Open();
        await desk.Open(level: 2, requestNeeded: true);
        desk.Clock.Advance(TimeSpan.FromHours(2));
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open(desk.Address, width);
        bool vi = language == "vi";

        await page.GotoAsync($"/agencies?lang={language}");
        await Look(page, "agencies", language, width);
        await page.GetByLabel(vi ? "Tên xã, phường hoặc cơ quan" : "Name of the commune, ward or agency").FillAsync("hai chau");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new(vi ? "Công an.*Hải Châu" : "police.*Hải Châu", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).First.ClickAsync();

        await Look(page, "sign-in", language, width);
        await page.GetByLabel(vi ? "Cán bộ" : "Officer").SelectOptionAsync("Nguyễn Văn An");
        await page.GetByRole(AriaRole.Button, new() { Name = vi ? "Đăng nhập" : "Sign in", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Hải Châu");
        await Look(page, "queue", language, width);
        await page.GetByRole(AriaRole.Link, new() { Name = vi ? "Chờ người dân trả lời" : "Awaiting the person", Exact = true }).ClickAsync();
        await Look(page, "answers", language, width);
        await page.Locator("tbody th a").First.ClickAsync();
        await Look(page, "prepared", language, width);
        await page.GotoAsync("/queue");

        await page.GetByRole(AriaRole.Button, new() { Name = vi ? "Nhận hồ sơ gấp nhất" : "Claim the most pressing" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(vi ? "Bạn đã nhận hồ sơ" : "You claimed dossier");
        await Look(page, "dossier", language, width);

        await page.GetByRole(AriaRole.Button, new() { Name = vi ? "Chấp thuận" : "Approve" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(vi ? "Đã chấp thuận hồ sơ." : "The dossier was approved.");
        await Look(page, "approved", language, width);

        await page.GotoAsync("/no-such-page");
        await Look(page, "not-found", language, width);
    }

    [Theory]
    [InlineData("vi", 1280)]
    [InlineData("en", 390)]
    public async Task A_supervisor_dismisses_and_replays_on_a_page_anyone_can_use(string language, int width)
    {
        await using var desk = await DeskHost.Start(postgres);
        await desk.Keep();
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.Keep(subject: "", error: "The subject is not a personal id of 12 digits: the registry must send the event again with the right id.");
        await desk.Get<Worker.Quarantine.QuarantineAlarms>().Look(TestContext.Current.CancellationToken);
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open(desk.Address, width);
        bool vi = language == "vi";

        await page.GotoAsync($"/sign-in?agency={Uri.EscapeDataString(DeskHost.Police)}&lang={language}");
        await page.GetByLabel(vi ? "Cán bộ" : "Officer").SelectOptionAsync("Phạm Thị Dung");
        await page.GetByRole(AriaRole.Button, new() { Name = vi ? "Đăng nhập" : "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = vi ? "Giám sát" : "Supervision" }).ClickAsync();
        await page.Locator("details summary").First.ClickAsync();
        await Look(page, "supervision", language, width);

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new(vi ? "^Xử lý lại" : "^Replay") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(vi ? "Sự kiện được xử lý lại." : "The life event is replayed.");
        await page.GetByLabel(vi ? "Lý do bỏ qua (lưu vĩnh viễn)" : "Reason to dismiss it (kept for ever)").FillAsync("Đã gửi lại.");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new(vi ? "^Bỏ qua" : "^Dismiss") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(vi ? "Sự kiện đã được bỏ qua, kèm lý do." : "The life event was dismissed, with the reason.");
        await Look(page, "supervision-empty", language, width);
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_first()
    {
        await using var desk = await DeskHost.Start(postgres);
        await using var chromium = await Chromium.Start();
        var page = await chromium.Open(desk.Address);
        await page.GotoAsync("/agencies");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Đến nội dung chính")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    private static async Task Look(IPage page, string name, string language, int width)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{language}-{width}.png"), FullPage = true });
        }

        var found = await page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        });
        Assert.Equal("", string.Join(
            Environment.NewLine,
            found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{name} ({language}, {width}): {violation.Help}: {node.Html}"))));

        var sideways = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        Assert.False(sideways, $"{name} ({language}) scrolls sideways at a width of {width}.");
    }
}
