namespace Par.Worker.Registries;

/// <summary>How the life events of a registry come in.</summary>
internal enum FeedWay
{
    /// <summary>Its feed is read, again and again.</summary>
    Feed,

    /// <summary>Its server sends what is written to the feed, in the order of the commits. The feed is still read, more seldom, and at once when the stream breaks.</summary>
    Replication,
}
