using Microsoft.AspNetCore.Mvc;
using Par.Rules.Catalogue;
using Par.Worker.Quarantine;

namespace Par.Worker.Desk;

/// <summary>What supervisors decide about life events in quarantine. Nobody else finds these forms.</summary>
internal static class SupervisionActions
{
    private const string Page = "/supervision";

    extension(WebApplication worker)
    {
        public void MapSupervisionActions()
        {
            var supervisors = worker.MapGroup(Page).RequireAuthorization().AddEndpointFilter<SupervisorsOnly>();
            supervisors.MapPost("/replay", Replay);
            supervisors.MapPost("/dismiss", Dismiss);
        }
    }

    private static async Task<IResult> Replay([FromForm] SupervisionForm form, Quarantine.Quarantine quarantine, Answers answers, CancellationToken cancellation)
    {
        if (QuarantinedEvent.Read(form.Event ?? "") is not { } key)
        {
            return Results.NotFound();
        }

        return (await quarantine.Replay([key], cancellation))[0] is Decided.Done
            ? answers.Done(Page, "Sự kiện được xử lý lại.", "The life event is replayed.")
            : answers.Refused(Page, NotDone);
    }

    private static async Task<IResult> Dismiss([FromForm] SupervisionForm form, OfficerAtDesk desk, Quarantine.Quarantine quarantine, Answers answers, CancellationToken cancellation)
    {
        if (QuarantinedEvent.Read(form.Event ?? "") is not { } key)
        {
            return Results.NotFound();
        }

        if (form.Reason?.Trim() is not { Length: > 0 } reason || !KeepableText.IsKeepable(reason))
        {
            return answers.Refused(Page, new("Hãy ghi lý do, không quá 2.000 ký tự: lý do được lưu vĩnh viễn cùng sự kiện.", "Give a reason of at most 2,000 characters: it is kept with the life event for ever."));
        }

        var officer = await desk.Require(cancellation);
        return (await quarantine.Dismiss([key], $"{officer.Name} ({officer.Id})", reason, cancellation))[0] is Decided.Done
            ? answers.Done(Page, "Sự kiện đã được bỏ qua, kèm lý do.", "The life event was dismissed, with the reason.")
            : answers.Refused(Page, NotDone);
    }

    private static Wording NotDone => new(
        "Sự kiện này không còn bị giữ lại, hoặc không thể dùng được như hiện có.",
        "This life event is not in quarantine any more, or cannot be used as it is.");
}

/// <summary>What the forms of the supervisors' page may send.</summary>
internal sealed record SupervisionForm
{
    /// <summary>The life event, as <c>registry/event-uid</c>.</summary>
    public string? Event { get; init; }

    /// <summary>Why it is dismissed.</summary>
    public string? Reason { get; init; }
}

/// <summary>Lets a form through only when the officer at the desk is a supervisor.</summary>
internal sealed class SupervisorsOnly(OfficerAtDesk desk) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await desk.Find(context.HttpContext.RequestAborted) is { Supervisor: true } ? await next(context) : Results.NotFound();
}
