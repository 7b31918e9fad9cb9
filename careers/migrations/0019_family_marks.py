from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0018_ranking'),
    ]

    operations = [
        migrations.AddField(
            model_name='family',
            name='mark',
            field=models.CharField(choices=[('circle', 'Circle'), ('square', 'Square'), ('triangle', 'Triangle'), ('diamond', 'Diamond'), ('hexagon', 'Hexagon'), ('cross', 'Cross'), ('star', 'Star'), ('ring', 'Ring')], default='circle', help_text='The shape and colour of its roles; best one that no other family has.', max_length=8),
        ),
    ]
