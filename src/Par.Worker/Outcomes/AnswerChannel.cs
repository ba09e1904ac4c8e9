namespace Par.Worker.Outcomes;

/// <summary>How the person's answer came.</summary>
internal enum AnswerChannel
{
    /// <summary>In person, at the agency's desk.</summary>
    Desk,

    Phone,

    /// <summary>Through the national identity application.</summary>
    VneId,

    Writing,

    /// <summary>Through a portal of public services.</summary>
    Portal,
}
