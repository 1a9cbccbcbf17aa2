namespace TypedWs;

/// <summary>A payload that is not what its contract says. The peer answers it with −32602 (invalid params).</summary>
public sealed class PayloadException : FormatException
{
    /// <summary>Says what is wrong where.</summary>
    /// <param name="path">The member, such as <c>items[3].price</c>; empty for the payload itself.</param>
    /// <param name="problem">What is, and what was expected. Never contains the payload.</param>
    /// <param name="innerException">What a library said, if it did.</param>
    public PayloadException(string path, string problem, Exception? innerException = null)
        : base(path.Length == 0 ? problem : $"{path}: {problem}", innerException)
    {
        Path = path;
        Problem = problem;
    }

    /// <summary>The member that is wrong, such as <c>items[3].price</c>; empty for the payload itself.</summary>
    public string Path { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }
}
