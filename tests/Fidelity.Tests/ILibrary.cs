namespace TypedWs.Fidelity.Tests;

/// <summary>A serializer that our codecs agree with.</summary>
internal interface ILibrary
{
    LibraryName Name { get; }

    WireFormat Format { get; }

    byte[] Write<T>(T value);

    T Read<T>(byte[] payload);

    /// <summary>The payload as text, for failures.</summary>
    string Show(byte[] payload);
}
