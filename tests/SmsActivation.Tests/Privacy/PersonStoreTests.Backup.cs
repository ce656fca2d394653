namespace SmsActivation.Tests.Privacy;

/// <summary>Backups of our own making are SQLite's only.</summary>
public sealed partial class PersonStoreTests
{
    [Fact]
    public async Task A_fresh_backup_of_the_file_does_not_hold_the_phone()
    {
        await EraseAsync();
        var copy = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
        using (var reader = _spine.Temporary.Connections.OpenReader())
        using (var command = reader.CreateCommand())
        {
            command.CommandText = $"pragma query_only = off; vacuum into '{copy}'";
            command.ExecuteNonQuery();
        }
        var bytes = await File.ReadAllBytesAsync(copy);
        File.Delete(copy);
        Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Phone)) < 0);
        Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Other)) > 0);
    }
}
