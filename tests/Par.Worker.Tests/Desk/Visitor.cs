using System.Net;
using System.Text.RegularExpressions;

namespace Par.Worker.Tests.Desk;

/// <summary>A browser without a screen: keeps cookies, follows redirects, posts forms with the token of the page it looks at.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient client;

    public Visitor(Uri address)
    {
        client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = address };
    }

    /// <summary>The page it looks at, as a person reads it: entities decoded.</summary>
    public string Page { get; private set; } = "";

    /// <summary>The page as it was sent.</summary>
    public string Html { get; private set; } = "";

    public string Path { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    public HttpResponseMessage Answer { get; private set; } = new();

    public static async Task<Visitor> SignedIn(DeskHost desk, string officer, string agency)
    {
        var visitor = new Visitor(desk.Address);
        await visitor.Go($"/sign-in?agency={Uri.EscapeDataString(agency)}");
        await visitor.Post("/sign-in", ("officer", officer));
        Assert.Equal("/queue", visitor.Path);
        return visitor;
    }

    public Task Go(string path) => Take(client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    public Task Post(string path, params (string Name, string Value)[] fields) =>
        PostBare(path, [.. fields, ("__RequestVerificationToken", Token())]);

    public Task PostBare(string path, params (string Name, string Value)[] fields) =>
        Take(client.PostAsync(
            new Uri(path, UriKind.Relative),
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            TestContext.Current.CancellationToken));

    public void Speak(string host) => client.DefaultRequestHeaders.Host = host;

    /// <summary>The value of a hidden field of the page.</summary>
    public string Hidden(string name) => Regex.Match(Html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    public IEnumerable<string> Links() => LinkOrAction().Matches(Html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    public void Dispose()
    {
        Answer.Dispose();
        client.Dispose();
    }

    private string Token() => Hidden("__RequestVerificationToken");

    private async Task Take(Task<HttpResponseMessage> asked)
    {
        Answer.Dispose();
        Answer = await asked;
        Html = await Answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Page = WebUtility.HtmlDecode(Html);
        Status = Answer.StatusCode;
        Path = Answer.RequestMessage!.RequestUri!.AbsolutePath;
    }

    [GeneratedRegex("(?:href|action)=\"([^\"]*)\"")]
    private static partial Regex LinkOrAction();
}
