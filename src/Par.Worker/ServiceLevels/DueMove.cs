using System.Text.Json;
using System.Text.Json.Nodes;

namespace Par.Worker.ServiceLevels;

/// <summary>A due date that moved, as the history of its dossier keeps it.</summary>
internal static class DueMove
{
    public static string Detail(IEnumerable<(Clock Before, Clock After)> moved) => new JsonObject
    {
        ["dueMoves"] = new JsonArray([.. moved.Select(clock => new JsonObject
        {
            ["clock"] = clock.Before.Kind,
            ["before"] = clock.Before.DueAt,
            ["after"] = clock.After.DueAt,
            ["calendar"] = clock.After.CalendarVersion,
        })]),
    }.ToJsonString(JsonSerializerOptions.Web);
}
