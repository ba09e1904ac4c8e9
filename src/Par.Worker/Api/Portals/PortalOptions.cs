using Par.Worker.Outcomes;

namespace Par.Worker.Api.Portals;

/// <summary>Section <c>Api:Portals:(name)</c>: a portal that has made sure who the person is, and passes on what they say.</summary>
internal sealed class PortalOptions
{
    /// <summary>What the history of the dossier says about the way; <c>portal</c>, or <c>vneId</c> for the national identity application.</summary>
    public AnswerChannel Channel { get; set; } = AnswerChannel.Portal;

    /// <summary>What it may sign with, each at least 32 bytes. Two while one takes the place of the other. Required.</summary>
    public IList<string> Secrets { get; } = [];
}
