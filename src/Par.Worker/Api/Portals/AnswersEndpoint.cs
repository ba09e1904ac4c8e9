using System.Text.Json.Serialization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Storage;

namespace Par.Worker.Api.Portals;

/// <summary>
/// <c>POST /api/answers</c>: the yes, the no or the objection of a person, from a portal that has made sure who they are. What it answers with 200 is in
/// the history of the dossier; sent again under the same id it counts once.
/// </summary>
internal sealed class AnswersEndpoint(
    IOptions<ApiOptions> options, Outcomes.Outcomes outcomes, Objections objections, NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<IResult> Take(HttpContext context, CancellationToken cancellation)
    {
        var (request, response) = (context.Request, context.Response);
        if (!request.HasJsonContentType())
        {
            return new Problem(
                StatusCodes.Status415UnsupportedMediaType, "The request carries no answer", "Send application/json with id, number, person and says; in UTF-8.").Answer(response);
        }

        if (SignedRequest.Doubt(request.Headers, clock.GetUtcNow()) is { } doubt)
        {
            return doubt.Answer(response);
        }

        if (await LimitedBody.Read(request, cancellation) is not { } body)
        {
            return new Problem(StatusCodes.Status413PayloadTooLarge, "The request is too long", "The body is longer than 1 MiB: it holds one answer, and no files.").Answer(response);
        }

        if (!options.Value.Portals.TryGetValue(SignedRequest.NameOf(request.Headers), out var portal) || !SignedRequest.IsSignedWith(request.Headers, portal.Secrets, body))
        {
            return SignedRequest.Unknown.Answer(response);
        }

        var (said, problem) = PersonSays.Read(body);
        return problem is not null ? problem.Answer(response)
            : await Concerned(said!, cancellation) is { } dossier ? await Keep(dossier, said!, portal.Channel, response, cancellation)
            : new Problem(
                StatusCodes.Status404NotFound,
                "There is no such dossier",
                "No dossier of this number concerns this person: check both. Only those who were told of a dossier answer for it.").Answer(response);
    }

    private async Task<Guid?> Concerned(PersonSays said, CancellationToken cancellation)
    {
        var arguments = new { said.Person, spellings = DossierNumber.Spellings(said.Number.Replace("\0", "", StringComparison.Ordinal)) };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(Sql.Read("Api/Portals/concerned.sql"), arguments, cancellationToken: cancellation));
    }

    private Task<IResult> Keep(Guid dossier, PersonSays said, AnswerChannel channel, HttpResponse response, CancellationToken cancellation) =>
        said.Says == PersonSays.Objection ? KeepObjection(dossier, said, channel, response, cancellation) : KeepAnswer(dossier, said, channel, response, cancellation);

    private async Task<IResult> KeepAnswer(Guid dossier, PersonSays said, AnswerChannel channel, HttpResponse response, CancellationToken cancellation)
    {
        var answer = new PersonsAnswer { Yes = said.Says == PersonSays.Yes, Channel = channel, Request = said.Request, Reason = said.Reason, Message = said.Id };
        return await outcomes.RecordAnswer(dossier, answer, said.Person, cancellation) switch
        {
            RecordedAnswer.Recorded(var state, var dueAt) => Kept("recorded", state, dueAt),
            RecordedAnswer.Known(var state) => Kept("known", state, null),
            RecordedAnswer.Refused(var why) => Refused(why, response),
            var other => throw new InvalidOperationException($"There is no answer {other.GetType().Name}."),
        };
    }

    private async Task<IResult> KeepObjection(Guid dossier, PersonSays said, AnswerChannel channel, HttpResponse response, CancellationToken cancellation)
    {
        var objection = new PersonsObjection { Channel = channel, Reason = said.Reason, Message = said.Id };
        return await objections.Take(dossier, objection, said.Person, cancellation) switch
        {
            ObjectionAnswer.Received(var state, var dueAt) => Kept("recorded", state, dueAt),
            ObjectionAnswer.Known(var state) => Kept("known", state, null),
            ObjectionAnswer.Refused(var why) => Refused(why, response),
            var other => throw new InvalidOperationException($"There is no answer {other.GetType().Name}."),
        };
    }

    private static IResult Kept(string result, DossierState state, DateTimeOffset? dueAt) => Results.Json(new Answer(result, state.Word) { DueAt = dueAt });

    private static IResult Refused(Refusal why, HttpResponse response) =>
        new Problem(StatusCodes.Status409Conflict, "The dossier does not take this answer", why.Words.En) { Words = new BothLanguages(why.Words.Vi, why.Words.En) }.Answer(response);

    /// <summary>What came of it, and where the dossier stands now.</summary>
    private sealed record Answer([property: JsonPropertyName("result")] string Outcome, string State)
    {
        /// <summary>When an officer must have decided, or looked again.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateTimeOffset? DueAt { get; init; }
    }
}
