namespace Par.Worker.Api;

/// <summary>Who sent a request, after its signature was found right.</summary>
internal sealed record Sender(string Name, string Registry, string Source);
