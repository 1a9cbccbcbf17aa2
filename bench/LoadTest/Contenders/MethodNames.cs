using System.Diagnostics;
using LoadTest.Messages;

namespace LoadTest.Contenders;

/// <summary>What the methods are called where a message has a method's name.</summary>
internal static class MethodNames
{
    public const string Post = nameof(Post);
    public const string PostDocument = nameof(PostDocument);
    public const string PostTick = nameof(PostTick);
    public const string Push = nameof(Push);
    public const string PushDocument = nameof(PushDocument);
    public const string PushTick = nameof(PushTick);

    /// <summary>From the client.</summary>
    public static string PostOf(MessageShape shape) => shape switch
    {
        MessageShape.Line => Post,
        MessageShape.Document => PostDocument,
        MessageShape.Tick => PostTick,
        _ => throw new UnreachableException(),
    };

    /// <summary>From the server.</summary>
    public static string PushOf(MessageShape shape) => shape switch
    {
        MessageShape.Line => Push,
        MessageShape.Document => PushDocument,
        MessageShape.Tick => PushTick,
        _ => throw new UnreachableException(),
    };
}
