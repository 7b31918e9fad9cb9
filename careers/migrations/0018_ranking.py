import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0017_return_links'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='requirement',
            index=models.Index(fields=['skill', 'role', 'level', 'importance'], name='careers_requirement_ranking'),
        ),
        migrations.AlterField(
            model_name='requirement',
            name='skill',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='careers.skill'),
        ),
    ]
