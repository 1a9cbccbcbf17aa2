using MessagePack;

namespace TypedWs.Fidelity.Tests;

/// <summary>MessagePack-CSharp with its standard options, of the version that was loaded.</summary>
internal sealed class MessagePackCSharp : ILibrary
{
    internal static int Major { get; } = typeof(MessagePackSerializer).Assembly.GetName().Version!.Major;

    public LibraryName Name => Major == 2 ? LibraryName.MessagePack2 : LibraryName.MessagePack3;

    public WireFormat Format => WireFormat.MessagePack;

    public byte[] Write<T>(T value) => MessagePackSerializer.Serialize(value);

    public T Read<T>(byte[] payload) => MessagePackSerializer.Deserialize<T>(payload);

    public string Show(byte[] payload) => Convert.ToHexString(payload);
}
