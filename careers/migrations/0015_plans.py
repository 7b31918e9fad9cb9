import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0014_first_ratings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added', models.DateTimeField(default=django.utils.timezone.now)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='careers.profile')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='careers.role')),
            ],
            options={
                'ordering': ['added', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('profile', 'role'), name='careers_goal_unique', violation_error_message='The role is a goal already.')],
            },
        ),
        migrations.CreateModel(
            name='LeftOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added', models.DateTimeField(default=django.utils.timezone.now)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='left_out', to='careers.profile')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.skill')),
            ],
            options={
                'verbose_name_plural': 'left out',
                'ordering': ['added', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('profile', 'skill'), name='careers_leftout_unique', violation_error_message='The skill is left out already.')],
            },
        ),
        migrations.CreateModel(
            name='PlanChoices',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hours_per_week', models.PositiveSmallIntegerField(default=6)),
                ('free_only', models.BooleanField(default=False)),
                ('avoided_kinds', models.JSONField(blank=True, default=list, help_text='Kinds of resources to do without, such as video.')),
                ('language', models.CharField(blank=True, help_text='Empty: any language.', max_length=2)),
                ('start', models.DateField(blank=True, help_text='Empty: today, whenever one looks.', null=True)),
                ('changed', models.DateTimeField(default=django.utils.timezone.now)),
                ('profile', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='plan_choices', to='careers.profile')),
            ],
            options={
                'verbose_name_plural': 'plan choices',
                'constraints': [models.CheckConstraint(condition=models.Q(('hours_per_week__range', (1, 80))), name='careers_planchoices_hours', violation_error_message='Hours a week are 1 to 80.')],
            },
        ),
    ]
