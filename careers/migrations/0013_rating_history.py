import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0012_present_role'),
    ]

    operations = [
        migrations.CreateModel(
            name='RatingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(help_text='Empty: taken back.', null=True)),
                ('changed', models.DateTimeField(default=django.utils.timezone.now)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='careers.profile')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.skill')),
            ],
            options={
                'ordering': ['changed', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('level', None), ('level__range', (0, 5)), _connector='OR'), name='careers_ratingchange_level', violation_error_message='A level is a whole number from 0 to 5.')],
            },
        ),
    ]
