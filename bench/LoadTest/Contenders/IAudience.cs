using LoadTest.Messages;

namespace LoadTest.Contenders;

/// <summary>All connections of a server.</summary>
internal interface IAudience
{
    /// <summary>Sends one <see cref="MessageShape.Line"/> to all of them.</summary>
    ValueTask PushAsync(long seq);
}
