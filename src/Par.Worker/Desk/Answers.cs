using Par.Rules.Catalogue;

namespace Par.Worker.Desk;

/// <summary>Ends a posted form: leaves the notice and sends the browser to a page it may reload without posting again.</summary>
internal sealed class Answers(Notices notices, PageLanguage language)
{
    public IResult Done(string page, string vi, string en)
    {
        notices.Done(language.Say(vi, en));
        return SeeOther(page);
    }

    public IResult Refused(string page, Wording refusal)
    {
        notices.Refused(language.Say(refusal));
        return SeeOther(page);
    }

    private static Redirection SeeOther(string page) => new Redirection(page);

    private sealed class Redirection(string page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = page;
            return Task.CompletedTask;
        }
    }
}
